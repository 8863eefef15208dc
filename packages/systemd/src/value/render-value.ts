import { isExec } from "../exec/exec.ts";
import { quoteWord } from "../exec/quote-word.ts";
import { isRaw } from "./raw.ts";
import { renderArguments } from "./render-arguments.ts";
import { renderPairs } from "./render-pairs.ts";
import { shown, type RenderedValue } from "./rendered-value.ts";
import type { ValueKind } from "./setting-value.ts";
import { printSeconds } from "./time-span.ts";
import { booleanOr, choices } from "./value-choices.ts";

/** How one item of a value becomes text; `undefined` when it is not of the expected form. */
type RenderItem = (item: unknown) => string | undefined;

/** `one` takes a single value, `each` prints a list as one assignment per item, `joined` as one assignment of all items. */
interface Form {
  readonly expects: string;
  readonly list: "one" | "each" | "joined";
  readonly item: RenderItem;
}

const string: RenderItem = (item) => (typeof item === "string" ? item : undefined);
const number: RenderItem = (item) => (typeof item === "number" && Number.isFinite(item) ? String(item) : undefined);
const integer: RenderItem = (item) => (Number.isSafeInteger(item) ? String(item) : undefined);
const boolean: RenderItem = (item) => (item === true ? "yes" : item === false ? "no" : undefined);
function stringOr(other: RenderItem): RenderItem {
  return (item) => string(item) ?? other(item);
}
const bytes: RenderItem = (item) =>
  typeof item === "number" && item < 0 ? undefined : item === Number.POSITIVE_INFINITY ? "infinity" : integer(item);
const seconds: RenderItem = (item) => (typeof item === "number" ? printSeconds(item) : undefined);
const mode: RenderItem = (item) => {
  if (typeof item === "number")
    return Number.isInteger(item) && item >= 0 && item <= 0o7777 ? `0${item.toString(8)}` : undefined;
  return typeof item === "string" && /^0?[0-7]{1,4}$/.test(item) ? item : undefined;
};
const signal: RenderItem = (item) => {
  if (typeof item === "number") return Number.isInteger(item) && item >= 1 && item <= 64 ? String(item) : undefined;
  return typeof item === "string" && /^SIG[A-Z0-9+-]+$/.test(item) ? item : undefined;
};
const command: RenderItem = (item) => (isExec(item) ? item.exec : item === "" ? "" : undefined);
const pathWord: RenderItem = (item) =>
  typeof item === "string" ? (item === "" || item.startsWith('"') ? item : quoteWord(item)) : undefined;

const forms: Partial<Record<ValueKind, Form>> = {
  boolean: { expects: "true or false", list: "one", item: boolean },
  bytes: { expects: 'bytes, or a string such as "512K"', list: "one", item: stringOr(bytes) },
  condition: { expects: "a string, true or false", list: "each", item: stringOr(boolean) },
  count: { expects: 'a number, a percentage, or "infinity"', list: "one", item: stringOr(bytes) },
  cpuWeight: {
    expects: 'a number, or "idle"',
    list: "one",
    item: (item) => (item === "idle" ? item : bytes(item)),
  },
  delegate: {
    expects: "true, false, or controller names",
    list: "joined",
    item: stringOr(boolean),
  },
  exec: { expects: 'exec(…), raw(…), or "" to reset', list: "each", item: command },
  integer: { expects: "an integer", list: "one", item: integer },
  limit: { expects: 'a number, "infinity", or "soft:hard"', list: "one", item: stringOr(bytes) },
  lines: { expects: "a string", list: "each", item: stringOr(number) },
  mode: { expects: 'permission bits, 0o640 or "0640"', list: "one", item: mode },
  moments: {
    expects: "seconds, a time span, or a calendar expression",
    list: "each",
    item: stringOr(seconds),
  },
  name: { expects: "a name or a number", list: "one", item: stringOr(bytes) },
  namespaces: {
    expects: "true, false, or namespace names",
    list: "joined",
    item: stringOr(boolean),
  },
  nanoseconds: { expects: "nanoseconds, or a time span", list: "one", item: stringOr(bytes) },
  path: { expects: "a path", list: "one", item: string },
  paths: { expects: "a path", list: "joined", item: pathWord },
  percent: { expects: 'a percentage, "20%"', list: "one", item: string },
  seconds: {
    expects: "seconds (0 or more, to the microsecond), or a time span",
    list: "one",
    item: stringOr(seconds),
  },
  signal: { expects: '"SIGTERM" or the like, or 1 to 64', list: "one", item: signal },
  size: { expects: 'bytes, or a string such as "512M"', list: "one", item: stringOr(bytes) },
  standardInput: { expects: "a string", list: "one", item: string },
  standardOutput: { expects: "a string", list: "one", item: string },
  text: { expects: "a string", list: "one", item: stringOr(number) },
  unit: { expects: "a unit name", list: "one", item: string },
  units: { expects: "a unit name", list: "joined", item: string },
  unsigned: {
    expects: "an integer, 0 or more",
    list: "one",
    item: (item) => (typeof item === "number" && item >= 0 ? integer(item) : undefined),
  },
  weight: { expects: "a number from 1 to 10000", list: "one", item: integer },
  words: { expects: "a string or a number", list: "joined", item: stringOr(number) },
};

function formOf(kind: ValueKind): Form | undefined {
  if (Object.hasOwn(choices, kind)) {
    const words: readonly string[] = choices[kind as keyof typeof choices];
    return {
      expects: `one of ${words.join(", ")}`,
      list: "one",
      item: (item) => (typeof item === "string" && words.includes(item) ? item : undefined),
    };
  }
  if (Object.hasOwn(booleanOr, kind)) {
    const words: readonly string[] = booleanOr[kind as keyof typeof booleanOr];
    const item: RenderItem = (value) =>
      boolean(value) ?? (typeof value === "string" && words.includes(value) ? value : undefined);
    return { expects: `true, false, or one of ${words.join(", ")}`, list: "one", item };
  }
  return forms[kind];
}

/** Turns a typed value into the text of its assignments, checking its form at run time as the types do at compile time. */
export function renderValue(kind: ValueKind, value: unknown): RenderedValue {
  if (isRaw(value)) return { values: [value.raw] };
  if (kind === "environment")
    return renderPairs(value, /^[A-Za-z_][A-Za-z0-9_]*$/, "letters, digits and _ only, no digit first");
  if (kind === "pairs") return renderPairs(value, /^[^\s=]+$/, "no blanks and no =");
  if (kind === "arguments") return renderArguments(value);
  const form = formOf(kind);
  if (form === undefined) throw new TypeError(`no rendering for values of kind ${kind}`);
  if (!Array.isArray(value)) {
    const text = form.item(value);
    return text === undefined
      ? { problems: [{ message: `expected ${form.expects}, not ${shown(value)}` }] }
      : { values: [text] };
  }
  if (form.list === "one")
    return {
      problems: [{ message: `expected ${form.expects}, not a list: this setting does not repeat` }],
    };
  const problems: { readonly at?: number; readonly message: string }[] = [];
  const texts: string[] = [];
  for (const [at, item] of (value as readonly unknown[]).entries()) {
    const text = isRaw(item) ? item.raw : form.item(item);
    if (text === undefined) problems.push({ at, message: `expected ${form.expects}, not ${shown(item)}` });
    else texts.push(text);
  }
  if (problems.length > 0) return { problems };
  if (form.list === "each") return { values: texts };
  return { values: joinAroundResets(texts) };
}

/** Joins words into one assignment, keeping each `""` as an assignment of its own, because only an empty assignment resets. */
function joinAroundResets(words: readonly string[]): readonly string[] {
  const values: string[] = [];
  let run: string[] = [];
  for (const word of words) {
    if (word !== "") {
      run.push(word);
      continue;
    }
    if (run.length > 0) values.push(run.join(" "));
    values.push("");
    run = [];
  }
  if (run.length > 0) values.push(run.join(" "));
  return values;
}
