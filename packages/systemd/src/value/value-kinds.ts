import { isExec, type Argument, type Exec } from "../exec/exec.ts";
import { problemOfExecLine } from "../exec/exec-line.ts";
import { quoteWord } from "../exec/quote-word.ts";
import { each, joined, one, type Kind, type PrintItem, type Several } from "./kind.ts";
import type { Raw } from "./raw.ts";
import { renderArguments } from "./render-arguments.ts";
import { renderPairs } from "./render-pairs.ts";
import { checkBoolean } from "./syntax/boolean.ts";
import { checkCalendar } from "./syntax/calendar.ts";
import { integerIn, wholeNumber } from "./syntax/integer.ts";
import { checkLimit } from "./syntax/limit.ts";
import { checkMode } from "./syntax/mode.ts";
import { checkCondition, checkPath, checkPaths } from "./syntax/path.ts";
import { checkUnitReference, checkUnitReferences } from "./syntax/reference.ts";
import { checkSignal } from "./syntax/signal.ts";
import { checkBytes, checkCount, checkPercentage, checkSize } from "./syntax/size.ts";
import { checkNanoseconds, checkSpan } from "./syntax/span.ts";
import { checkInput, checkOutput } from "./syntax/stream.ts";
import { assignments, booleanOrWords, eachWord } from "./syntax/words.ts";
import { printSeconds } from "./time-span.ts";
import { wordKinds } from "./word-kinds.ts";

const string: PrintItem = (item) => (typeof item === "string" ? item : undefined);
const number: PrintItem = (item) => (typeof item === "number" && Number.isFinite(item) ? String(item) : undefined);
const integer: PrintItem = (item) => (Number.isSafeInteger(item) ? String(item) : undefined);
const unsigned: PrintItem = (item) => (typeof item === "number" && item >= 0 ? integer(item) : undefined);
const amount: PrintItem = (item) => (item === Number.POSITIVE_INFINITY ? "infinity" : unsigned(item));
const yesOrNo: PrintItem = (item) => (item === true ? "yes" : item === false ? "no" : undefined);
const seconds: PrintItem = (item) => (typeof item === "number" ? printSeconds(item) : undefined);
const command: PrintItem = (item) => (isExec(item) ? item.exec : item === "" ? "" : undefined);

const mode: PrintItem = (item) => {
  if (typeof item === "number")
    return Number.isInteger(item) && item >= 0 && item <= 0o7777 ? `0${item.toString(8)}` : undefined;
  return typeof item === "string" && /^0?[0-7]{1,4}$/.test(item) ? item : undefined;
};

const signal: PrintItem = (item) => {
  if (typeof item === "number") return Number.isInteger(item) && item >= 1 && item <= 64 ? String(item) : undefined;
  return typeof item === "string" && /^SIG[A-Z0-9+-]+$/.test(item) ? item : undefined;
};

const pathWord: PrintItem = (item) =>
  typeof item === "string" ? (item === "" || item.startsWith('"') ? item : quoteWord(item)) : undefined;

function stringOr(other: PrintItem): PrintItem {
  return (item) => string(item) ?? other(item);
}

const controllers =
  "cpu cpuacct cpuset io blkio memory devices pids bpf-firewall bpf-devices bpf-foreign bpf-socket-bind bpf-restrict-network-interfaces";
const namespaces = "cgroup ipc net mnt pid user uts time";

/**
 * Every kind of value that a directive of systemd or a key of a quadlet can have: what a caller gives for it,
 * how that is printed, and what text systemd takes. The tables of directives and of quadlet keys name these
 * kinds, and the types of settings follow from them. Source: systemd.syntax(7), systemd.exec(5),
 * systemd.resource-control(5), systemd.time(7), and systemd's own parsers where those are silent.
 */
export const valueKinds = {
  ...wordKinds,
  /** An argv, quoted as it has to be, or one line in systemd's own syntax. */
  arguments: { render: renderArguments, check: eachWord(() => undefined) } as Kind<readonly Argument[] | string>,
  boolean: one<boolean>("true or false", yesOrNo, checkBoolean),
  /** Bytes as a number, or text with a suffix of base 1024: `"512K"`. */
  bytes: one<number | string>('bytes, or a string such as "512K"', stringOr(amount), checkBytes),
  /** Words that are conditions; `true` and `false` for the boolean ones. */
  condition: each<string | boolean>("a string, true or false", stringOr(yesOrNo), checkCondition),
  /** A number, a percentage of what the system allows, or `"infinity"`. */
  count: one<number | string>('a number, a percentage, or "infinity"', stringOr(amount), checkCount),
  /** 1 to 10000, or `"idle"`. */
  cpuWeight: one<number | "idle">(
    'a number, or "idle"',
    (item) => (item === "idle" ? item : amount(item)),
    (value, key) => (value === "idle" ? undefined : integerIn(1, 10_000)(value, key)),
  ),
  delegate: joined<string, boolean>(
    "true, false, or controller names",
    stringOr(yesOrNo),
    booleanOrWords(new Set(controllers.split(" ")), "controller"),
  ),
  /** `{ KEY: "value" }`, or assignments already written `KEY=value` (one item is one assignment). */
  environment: {
    render: (value) => renderPairs(value, /^[A-Za-z_][A-Za-z0-9_]*$/, "letters, digits and _ only, no digit first"),
    check: assignments(/^[A-Za-z_][A-Za-z0-9_]*=/, "NAME=value"),
  } as Kind<Several<string> | { readonly [name: string]: string }>,
  exec: each<Exec | Raw | "">('exec(…), raw(…), or "" to reset', command, problemOfExecLine),
  integer: one<number>("an integer", integer, wholeNumber(-2_147_483_648)),
  /** A resource limit: a number, `"infinity"`, or `soft:hard`. */
  limit: one<number | string>('a number, "infinity", or "soft:hard"', stringOr(amount), checkLimit),
  /** Free text, one line of the unit each. */
  lines: each<string | number>("a string", stringOr(number)),
  /** Octal permission bits: the number `0o640`, or the text `"0640"`. */
  mode: one<number | string>('permission bits, 0o640 or "0640"', mode, checkMode),
  /** When a timer elapses: seconds, a time span, or a calendar expression. */
  moments: each<number | string>("seconds, a time span, or a calendar expression", stringOr(seconds), (value, key) =>
    key === "OnCalendar" ? checkCalendar(value, key) : checkSpan(value, key),
  ),
  /** A user or group, by name or by number. */
  name: one<string | number>("a name or a number", stringOr(amount)),
  namespaces: joined<string, boolean>(
    "true, false, or namespace names",
    stringOr(yesOrNo),
    booleanOrWords(new Set(namespaces.split(" ")), "namespace"),
  ),
  /** Nanoseconds as a number, or a time span as text: `"50us"`. */
  nanoseconds: one<number | string>("nanoseconds, or a time span", stringOr(amount), checkNanoseconds),
  /** An absolute path; specifiers are expanded. */
  path: one<string>("a path", string, checkPath),
  /** Absolute paths; each is quoted when it has blanks. */
  paths: joined<string>("a path", pathWord, checkPaths),
  /** `{ key: "value" }`, or pairs already written `key=value` (one item is one pair). */
  pairs: {
    render: (value) => renderPairs(value, /^[^\s=]+$/, "no blanks and no ="),
    check: assignments(/^[^=]+=/, "key=value"),
  } as Kind<Several<string> | { readonly [key: string]: string }>,
  /** `"20%"`. */
  percent: one<string>('a percentage, "20%"', string, checkPercentage),
  /** Seconds as a number, or a time span as text: `"1min 30s"`, `"infinity"`. */
  seconds: one<number | string>(
    "seconds (0 or more, to the microsecond), or a time span",
    stringOr(seconds),
    checkSpan,
  ),
  /** `"SIGTERM"`, or its number. */
  signal: one<`SIG${string}` | number>('"SIGTERM" or the like, or 1 to 64', signal, checkSignal),
  /** Bytes as a number, or text with a suffix: `"512M"`, `"80%"`, `"infinity"`. */
  size: one<number | string>('bytes, or a string such as "512M"', stringOr(amount), checkSize),
  standardInput: one<
    "null" | "tty" | "tty-force" | "tty-fail" | "socket" | "data" | "fd" | `fd:${string}` | `file:${string}`
  >("a string", string, checkInput),
  standardOutput: one<
    | "inherit"
    | "null"
    | "tty"
    | "journal"
    | "kmsg"
    | "journal+console"
    | "kmsg+console"
    | "socket"
    | "fd"
    | `${"fd" | "file" | "append" | "truncate"}:${string}`
  >("a string", string, checkOutput),
  /**
   * Text to the end of the line; specifiers are expanded, so a literal percent sign is `%%` (see `literal`).
   */
  text: one<string | number>("a string", stringOr(number)),
  unit: one<string>("a unit name", string, checkUnitReference),
  units: joined<string>("a unit name", string, checkUnitReferences),
  unsigned: one<number>("an integer, 0 or more", unsigned, wholeNumber(0)),
  /** 1 to 10000. */
  weight: one<number>("a number from 1 to 10000", integer, integerIn(1, 10_000)),
  words: joined<string | number>("a string or a number", stringOr(number)),
};

/** The name of a kind of value. */
export type ValueKind = keyof typeof valueKinds;

/**
 * What a caller may give for each kind of value; every kind also takes `raw(…)`, and lists take `""` as a
 * reset.
 */
export type ValueByKind = {
  readonly [Name in ValueKind]: (typeof valueKinds)[Name] extends Kind<infer Given> ? Given : never;
};

/** What a caller may give for a setting of this kind. */
export type SettingValue<Name extends ValueKind> = ValueByKind[Name] | Raw;

/** A kind by its name, for a reader who does not care which one it is. */
export function kindOf(name: ValueKind): Kind {
  return valueKinds[name];
}
