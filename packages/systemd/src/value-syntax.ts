import { quoteForMessage } from "./character.ts";
import { problemOfExecLine } from "./exec-line.ts";
import { splitWords } from "./quote-word.ts";
import type { ValueKind } from "./setting-value.ts";
import { parseTimeSpan } from "./time-span.ts";
import { problemsOfUnitName } from "./unit-name.ts";
import { booleanOr, choices } from "./value-choices.ts";

/** What is wrong with a value in systemd's own syntax; undefined when nothing is, or when only systemd can tell. */
type CheckValue = (value: string, key: string) => string | undefined;

const booleans = new Set(["1", "yes", "y", "true", "t", "on", "0", "no", "n", "false", "f", "off"]);

function isBoolean(value: string): boolean {
  return booleans.has(value.toLowerCase());
}

/** A whole number as systemd reads it: a sign, and 0x, 0o, 0b or a leading 0 for octal; undefined when it is none. */
function parseInteger(text: string): number | undefined {
  const found = /^([+-]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]+|\d+)$/.exec(text);
  if (found?.[2] === undefined) return undefined;
  const digits = /^0[0-7]+$/.test(found[2]) ? `0o${found[2].slice(1)}` : found[2];
  return found[1] === "-" ? -Number(digits) : Number(digits);
}

function integerIn(low: number, high: number): CheckValue {
  return (value) => {
    const number = parseInteger(value);
    if (number === undefined) return "is no whole number";
    return number < low || number > high ? `is not from ${low} to ${high}` : undefined;
  };
}

const ranges: Readonly<Record<string, CheckValue | undefined>> = {
  CPUSchedulingPriority: integerIn(0, 99),
  FailureActionExitStatus: integerIn(0, 255),
  IOSchedulingPriority: integerIn(0, 7),
  Nice: integerIn(-20, 19),
  OOMScoreAdjust: integerIn(-1000, 1000),
  SuccessActionExitStatus: integerIn(0, 255),
};

function wholeNumber(lowest: number): CheckValue {
  return (value, key) =>
    ((Object.hasOwn(ranges, key) ? ranges[key] : undefined) ?? integerIn(lowest, 4_294_967_295))(
      value,
      key,
    );
}

const signalNames = new Set(
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN RTMAX".split(
    " ",
  ),
);

const signal: CheckValue = (value) => {
  const name = value.replace(/^SIG/, "").replace(/^(RTMIN)\+\d+$|^(RTMAX)-\d+$/, "$1$2");
  const number = parseInteger(value);
  return signalNames.has(name) || (number !== undefined && number >= 1 && number <= 64)
    ? undefined
    : 'is no signal: "SIGTERM" or the like, or 1 to 64';
};

const bytes = /^\+?\d+(\.\d+)?\s*[BKMGTPE]?(\s*\+?\d+(\.\d+)?\s*[BKMGTPE])*$/;

function percentage(value: string): number | undefined {
  const found = /^(\d+(?:\.\d{1,2})?)([%‰‱])$/.exec(value);
  return found === null
    ? undefined
    : Number(found[1]) / (found[2] === "%" ? 1 : found[2] === "‰" ? 10 : 100);
}

const size: CheckValue = (value, key) =>
  value === "0" && /^(Startup)?Memory(High|Max)$/.test(key)
    ? "is no limit that a process could live within"
    : value === "infinity" || bytes.test(value) || (percentage(value) ?? 101) <= 100
      ? undefined
      : 'is no size: bytes, "512M", up to "100%", or "infinity"';

const count: CheckValue = (value) =>
  value === "infinity" || (parseInteger(value) ?? 0) > 0 || (percentage(value) ?? 101) <= 100
    ? undefined
    : 'is no count: a number above 0, up to "100%", or "infinity"';

const span: CheckValue = (value) =>
  parseTimeSpan(value) === undefined
    ? 'is no time span: give seconds, or a number with a unit such as "90s" or "1min 30s", or "infinity"'
    : undefined;

/** Splits a value into words and asks about each; a word with a specifier is known only at run time. */
function eachWord(check: (word: string, key: string) => string | undefined): CheckValue {
  return (value, key) => {
    const split = splitWords(value);
    if ("problem" in split) return split.problem;
    for (const { text } of split.words) {
      const problem = /%[A-Za-z%]/.test(text) ? undefined : check(text, key);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

const path: CheckValue = (value) => {
  if (value.startsWith("%")) return undefined;
  if (!value.startsWith("/")) return "is no absolute path";
  return value.split("/").includes("..") ? "has a .. part, which systemd refuses" : undefined;
};

/** Settings whose units are all of one type. */
const unitTypeOf: Readonly<Record<string, string | undefined>> = {
  Service: "service",
  Slice: "slice",
  Sockets: "socket",
};

function problemOfReference(name: string, key: string): string | undefined {
  const problem = problemsOfUnitName(name)[0];
  const type = Object.hasOwn(unitTypeOf, key) ? unitTypeOf[key] : undefined;
  return (
    problem ??
    (type === undefined || name.endsWith(`.${type}`)
      ? undefined
      : `${key}= takes .${type} units only`)
  );
}

const unitName: CheckValue = (value, key) =>
  /%[A-Za-z%]/.test(value) ? undefined : problemOfReference(value, key);

const controllers = new Set(
  "cpu cpuacct cpuset io blkio memory devices pids bpf-firewall bpf-devices bpf-foreign bpf-socket-bind bpf-restrict-network-interfaces".split(
    " ",
  ),
);
const namespaces = new Set("cgroup ipc net mnt pid user uts time".split(" "));

function booleanOrWords(known: ReadonlySet<string>, what: string): CheckValue {
  const words = eachWord((word) =>
    known.has(word)
      ? undefined
      : `names ${quoteForMessage(word)}, which is no ${what}: ${[...known].join(", ")}`,
  );
  return (value, key) => (isBoolean(value) ? undefined : words(value.replace(/^~/, ""), key));
}

/** Which form the value of each resource limit has. */
const limitForms: Readonly<
  Record<string, "time" | "microseconds" | "nice" | "number" | undefined>
> = {
  LimitCPU: "time",
  LimitLOCKS: "number",
  LimitNICE: "nice",
  LimitNOFILE: "number",
  LimitNPROC: "number",
  LimitRTPRIO: "number",
  LimitRTTIME: "microseconds",
  LimitSIGPENDING: "number",
};

const limit: CheckValue = (value, key) => {
  const form = Object.hasOwn(limitForms, key) ? limitForms[key] : "bytes";
  const sound = (part: string): boolean => {
    if (part === "infinity") return form !== "nice";
    if (form === "bytes") return bytes.test(part);
    if (form === "number") return (parseInteger(part) ?? -1) >= 0;
    if (form === "nice")
      return /^[+-]/.test(part)
        ? Math.abs(parseInteger(part) ?? 99) <= 20
        : (parseInteger(part) ?? 99) <= 40;
    return parseTimeSpan(part) !== undefined;
  };
  const expected = {
    bytes: "bytes",
    number: "a number",
    nice: "a nice level",
    time: "a time span",
    microseconds: "a time span",
  }[form ?? "bytes"];
  return value.split(":").length <= 2 && value.split(":").every(sound)
    ? undefined
    : `is no limit: ${expected}, "infinity", or "soft:hard"`;
};

const condition: CheckValue = (value, key) => {
  const rest = value.replace(/^\|?\s*!?\s*/, "");
  const name = key.replace(/^(Condition|Assert)/, "");
  if (/^(Path|DirectoryNotEmpty|File)/.test(name))
    return /^[/%]/.test(rest) && !rest.split("/").includes("..")
      ? undefined
      : "is no absolute path without ..";
  return /^(ACPower|FirstBoot)$/.test(name) && !isBoolean(rest)
    ? "is no boolean: yes or no"
    : undefined;
};

const outputs = new Set([
  "inherit",
  "null",
  "tty",
  "journal",
  "kmsg",
  "journal+console",
  "kmsg+console",
  "socket",
  "fd",
]);
const inputs = new Set(["null", "tty", "tty-force", "tty-fail", "socket", "data", "fd"]);

function stream(words: ReadonlySet<string>, files: RegExp): CheckValue {
  return (value) => {
    if (words.has(value) || /^fd:./.test(value)) return undefined;
    const file = files.exec(value)?.[1];
    if (file === undefined)
      return `is not one of ${[...words].join(", ")}, nor fd:NAME, nor a file`;
    return /^[/%]/.test(file) ? undefined : "names a file by no absolute path";
  };
}

const checks: Partial<Record<ValueKind, CheckValue>> = {
  arguments: eachWord(() => undefined),
  boolean: (value) =>
    isBoolean(value) ? undefined : "is no boolean: yes, no, true, false, on, off, 1 or 0",
  bytes: (value) =>
    bytes.test(value)
      ? undefined
      : 'is no size: bytes, or a number with K, M, G or T such as "512K"',
  condition,
  count,
  cpuWeight: (value, key) => (value === "idle" ? undefined : integerIn(1, 10_000)(value, key)),
  delegate: booleanOrWords(controllers, "controller"),
  environment: eachWord((word) =>
    /^[A-Za-z_][A-Za-z0-9_]*=/.test(word)
      ? undefined
      : `holds ${quoteForMessage(word)}, which is no NAME=value: quote a value that has blanks`,
  ),
  exec: problemOfExecLine,
  integer: wholeNumber(-2_147_483_648),
  limit,
  mode: (value) =>
    /^[0-7]{1,5}$/.test(value) && Number.parseInt(value, 8) <= 0o7777
      ? undefined
      : "is no octal mode, at most 7777",
  moments: (value, key) => (key === "OnCalendar" ? undefined : span(value, key)),
  namespaces: booleanOrWords(namespaces, "namespace"),
  nanoseconds: (value) =>
    value === "infinity" ||
    /^(\s*\+?(\d+(\.\d*)?|\.\d+)\s*(ns|nsec|us|usec|μs|µs|ms|msec|s|sec|seconds?|m|min|minutes?|h|hr|hours?|d|days?|w|weeks?|M|months?|y|years?)?)+$/.test(
      value,
    )
      ? undefined
      : 'is no time span: nanoseconds, or "50us"',
  pairs: eachWord((word) =>
    /^[^=]+=/.test(word)
      ? undefined
      : `holds ${quoteForMessage(word)}, which is no key=value: quote a value that has blanks`,
  ),
  path,
  paths: eachWord((word) =>
    /^-?\+?\//.test(word)
      ? word.split("/").includes("..")
        ? `names ${quoteForMessage(word)} with a .. part`
        : undefined
      : `names ${quoteForMessage(word)}, which is no absolute path`,
  ),
  percent: (value) =>
    percentage(value) === undefined ? 'is no percentage such as "20%"' : undefined,
  seconds: span,
  signal,
  size,
  standardInput: stream(inputs, /^file:(.*)$/),
  standardOutput: stream(outputs, /^(?:file|append|truncate):(.*)$/),
  unit: unitName,
  units: eachWord((word, key) => {
    const problem = problemOfReference(word, key);
    return problem === undefined ? undefined : `names ${quoteForMessage(word)}: ${problem}`;
  }),
  unsigned: wholeNumber(0),
  weight: integerIn(1, 10_000),
};

/** Choices that also take a number, and the highest. */
const numbered: Partial<Record<ValueKind, number>> = {
  cpuSchedulingPolicy: 2_147_483_647,
  ioSchedulingClass: 7,
  ipTypeOfService: 255,
  logLevel: 7,
  syslogFacility: 127,
};

function problemOfChoice(kind: keyof typeof choices, value: string): string | undefined {
  const words: readonly string[] = choices[kind];
  if (
    words.includes(value) ||
    ((kind === "bindIPv6Only" || kind === "timestamping") && isBoolean(value))
  )
    return undefined;
  const highest = numbered[kind];
  const number = parseInteger(value);
  return highest !== undefined && number !== undefined && number >= 0 && number <= highest
    ? undefined
    : `is not one of ${words.join(", ")}`;
}

/** What is wrong with a value by its kind, in systemd's own syntax. An empty value, a reset, is always fine. */
export function problemOfSyntax(kind: ValueKind, value: string, key: string): string | undefined {
  if (value === "") return undefined;
  if (Object.hasOwn(choices, kind)) return problemOfChoice(kind as keyof typeof choices, value);
  if (Object.hasOwn(booleanOr, kind)) {
    const words: readonly string[] = booleanOr[kind as keyof typeof booleanOr];
    return words.includes(value.split(":", 1)[0] ?? "") || isBoolean(value)
      ? undefined
      : `is no boolean nor one of ${words.join(", ")}`;
  }
  return checks[kind]?.(value, key);
}
