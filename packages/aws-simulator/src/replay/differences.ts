import { canonicalJson } from "@drydock/systemd/ground";
import { textOfBytes } from "./bytes.ts";
import { type KnownValues, partsOf } from "./known-values.ts";
import type { Fields, LoggedAttempt } from "./log-run.ts";

/** Where a call is another than the log has: what the log says there, and what the call says. */
export interface Difference {
  /** `TagSpecifications.0.Tags`. */
  readonly path: string;
  readonly logged: unknown;
  readonly called: unknown;
}

/** How a call compares with one of a log. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** What stands for what, if it is that one. */
  readonly assumed: ReadonlyMap<string, string>;
}

/** Compares the input of a call with that of a logged attempt, of which some is hidden. */
export function compare({ input, token }: LoggedAttempt, called: unknown, known: KnownValues): Comparison {
  const assumed = new Map<string, string>();
  const differences: Difference[] = [];
  const differ = (path: string, logged: unknown, given: unknown) =>
    void differences.push({ path, logged, called: given });
  const stands = (mark: string, value: string): boolean => {
    if (!known.fits(mark, value, assumed)) return false;
    assumed.set(mark, value);
    return true;
  };
  const texts = (logged: string, given: string): boolean => {
    if (token !== undefined && logged === token) return stands(`token ${token}`, `token ${given}`);
    const parts = partsOf(logged);
    if (parts.length === 1) return logged === given;
    const pattern = parts.map((part, at) => (at % 2 === 1 ? "([^]+?)" : escaped(part))).join("");
    const found = new RegExp(`^${pattern}$`).exec(given);
    const marks = parts.filter((_, at) => at % 2 === 1);
    return found !== null && marks.every((mark, at) => stands(mark, found[at + 1] ?? ""));
  };
  const walk = (logged: unknown, given: unknown, path: string): void => {
    if (typeof logged === "string") {
      const text = typeof given === "object" && given !== null ? canonicalJson(given) : given;
      if (typeof text !== "string" || !texts(logged, text)) differ(path, logged, given);
    } else if (Array.isArray(logged)) {
      if (!Array.isArray(given) || given.length !== logged.length) return differ(path, logged, given);
      logged.forEach((item, at) => walk(item, given[at], join(path, String(at))));
    } else if (typeof logged === "object" && logged !== null) {
      if (typeof given !== "object" || given === null || Array.isArray(given)) return differ(path, logged, given);
      const [has, says] = [logged as Fields, given as Fields];
      for (const name of new Set([...Object.keys(has), ...Object.keys(says)])) {
        walk(has[name], says[name], join(path, name));
      }
    } else if (logged !== given) differ(path, logged, given);
  };
  walk(input, plainOf(called ?? {}), "");
  return { differences, assumed };
}

/** An input as a log writes it, but for what it hides. */
function plainOf(value: unknown): unknown {
  if (value === null) return undefined;
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: textOfBytes(value) };
  if (Array.isArray(value)) return value.map((item: unknown) => plainOf(item));
  if (typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const plain = plainOf(item);
      return plain === undefined ? [] : [[name, plain]];
    }),
  );
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
