import { quoteForMessage } from "../text/character.ts";
import { problemOfExecLine } from "../exec/exec-line.ts";
import type { ValueKind } from "./setting-value.ts";
import { isBoolean } from "./syntax/boolean.ts";
import type { CheckValue } from "./syntax/check-value.ts";
import { integerIn, parseInteger, wholeNumber } from "./syntax/integer.ts";
import { limit } from "./syntax/limit.ts";
import { problemOfReference, unitName } from "./syntax/reference.ts";
import { signal } from "./syntax/signal.ts";
import { bytes, count, percentage, size } from "./syntax/size.ts";
import { standardInput, standardOutput } from "./syntax/stream.ts";
import { booleanOrWords, eachWord } from "./syntax/words.ts";
import { parseTimeSpan } from "./time-span.ts";
import { booleanOr, choices } from "./value-choices.ts";

const span: CheckValue = (value) =>
  parseTimeSpan(value) === undefined
    ? 'is no time span: give seconds, or a number with a unit such as "90s" or "1min 30s", or "infinity"'
    : undefined;

const path: CheckValue = (value) => {
  if (value.startsWith("%")) return undefined;
  if (!value.startsWith("/")) return "is no absolute path";
  return value.split("/").includes("..") ? "has a .. part, which systemd refuses" : undefined;
};

const controllers = new Set(
  "cpu cpuacct cpuset io blkio memory devices pids bpf-firewall bpf-devices bpf-foreign bpf-socket-bind bpf-restrict-network-interfaces".split(
    " ",
  ),
);
const namespaces = new Set("cgroup ipc net mnt pid user uts time".split(" "));

const condition: CheckValue = (value, key) => {
  const rest = value.replace(/^\|?\s*!?\s*/, "");
  const name = key.replace(/^(Condition|Assert)/, "");
  if (/^(Path|DirectoryNotEmpty|File)/.test(name))
    return /^[/%]/.test(rest) && !rest.split("/").includes("..") ? undefined : "is no absolute path without ..";
  return /^(ACPower|FirstBoot)$/.test(name) && !isBoolean(rest) ? "is no boolean: yes or no" : undefined;
};

const checks: Partial<Record<ValueKind, CheckValue>> = {
  arguments: eachWord(() => undefined),
  boolean: (value) => (isBoolean(value) ? undefined : "is no boolean: yes, no, true, false, on, off, 1 or 0"),
  bytes: (value) => (bytes.test(value) ? undefined : 'is no size: bytes, or a number with K, M, G or T such as "512K"'),
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
    /^[0-7]{1,5}$/.test(value) && Number.parseInt(value, 8) <= 0o7777 ? undefined : "is no octal mode, at most 7777",
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
  percent: (value) => (percentage(value) === undefined ? 'is no percentage such as "20%"' : undefined),
  seconds: span,
  signal,
  size,
  standardInput,
  standardOutput,
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
  if (words.includes(value) || ((kind === "bindIPv6Only" || kind === "timestamping") && isBoolean(value)))
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
