import { text } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
/** One step of a glob: any run, any one character, or one of a set. */
type Token = "*" | "?" | { readonly not: boolean; readonly ranges: readonly (readonly [low: string, high: string])[] };

function readSet(pattern: string, from: number): { readonly token: Token; readonly next: number } | undefined {
  let at = from + 1;
  const not = pattern.charAt(at) === "^";
  if (not) at++;
  const ranges: (readonly [string, string])[] = [];
  const readOne = (): string | undefined => {
    if (pattern.charAt(at) === "\\") at++;
    const character = pattern.charAt(at++);
    return character === "" ? undefined : character;
  };
  for (;;) {
    if (pattern.charAt(at) === "]" && ranges.length > 0) return { token: { not, ranges }, next: at + 1 };
    if ("]-".includes(pattern.charAt(at))) return undefined;
    const low = readOne();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (pattern.charAt(at) === "-") {
      at++;
      high = readOne();
    }
    if (high === undefined) return undefined;
    ranges.push([low, high]);
  }
}

function readGlob(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length;) {
    const character = pattern.charAt(at);
    if (character === "[") {
      const set = readSet(pattern, at);
      if (set === undefined) return undefined;
      tokens.push(set.token);
      at = set.next;
      continue;
    }
    if (character === "\\") at++;
    const literal = pattern.charAt(at++);
    if (literal === "") return undefined;
    tokens.push(character === "*" || character === "?" ? character : { not: false, ranges: [[literal, literal]] });
  }
  return tokens;
}

function matchesOne(token: Token, character: string): boolean {
  if (character === "" || token === "*") return false;
  if (token === "?") return character !== "/";
  return token.ranges.some(([low, high]) => low <= character && character <= high) !== token.not;
}

/**
 * True when a whole name matches a glob with Go's path.Match rules: `*` and `?` stop at `/`, `[a-z]` and
 * `[^a-z]` are sets, `\` escapes. A malformed glob matches nothing.
 *
 * @example
 * ```ts
 * import { matchGlob } from "@drydock/systemd";
 *
 * console.log(matchGlob("web@[1-3].service", "web@2.service")); // true
 * ```
 */
export function matchGlob(pattern: string, name: string): boolean {
  checkOptions("matchGlob", text, pattern);
  checkOptions("matchGlob", text, name);
  const tokens = readGlob(pattern);
  if (tokens === undefined) return false;
  let at = 0;
  let token = 0;
  let starToken = -1;
  let starAt = 0;
  while (at < name.length || token < tokens.length) {
    const current = tokens[token];
    if (current === "*") {
      starToken = token++;
      starAt = at;
    } else if (current !== undefined && matchesOne(current, name.charAt(at))) {
      token++;
      at++;
    } else if (starToken >= 0 && starAt < name.length && name.charAt(starAt) !== "/") {
      at = ++starAt;
      token = starToken + 1;
    } else return false;
  }
  return true;
}
