import {
  flag,
  list,
  object,
  oneOf,
  optionProblems,
  required,
  type Shape,
  text,
  textLike,
  valueLike,
} from "@drydock/systemd/ground";
import { isRegionName } from "../request/region-name.ts";

/** A line of a log, by what it says. */
export type LineKind =
  | "header"
  | "attempt"
  | "drawn"
  | "local"
  | "ledger"
  | "claimed"
  | "account"
  | "aborted"
  | "interrupted"
  | "over";

const time = required(
  valueLike<number>((value) => Number.isFinite(value) && Number(value) >= 0, "milliseconds, 0 or more"),
);
const fields = valueLike<object>(isMapping, "an object");
const count = required(
  valueLike<number>((value) => Number.isSafeInteger(value) && Number(value) > 0, "a whole number"),
);
const record = valueLike<object | null>((value) => value === null || isMapping(value), "a record");
const name = required(textLike(/^\w+$/, "a name"));

/** By the field that tells what a line is. A later release may add fields, and does not change these. */
const kinds: Readonly<Record<LineKind, { readonly told: string; readonly shape: Shape }>> = {
  header: {
    told: "format",
    shape: object({
      format: required(oneOf(1)),
      log: required(oneOf("drydock calls")),
      version: required(text),
      at: time,
      cluster: required(text),
      region: required(textLike(/^/, "a name such as us-west-2", isRegionName)),
      patience: valueLike<number>((value) => Number.isSafeInteger(value) && Number(value) >= 0, "seconds"),
    }),
  },
  attempt: {
    told: "seq",
    shape: object({
      seq: count,
      t: time,
      ms: time,
      service: name,
      operation: name,
      input: required(fields),
      token: text,
      attempt: count,
      status: valueLike<number>((value) => Number.isSafeInteger(value), "a status of HTTP"),
      requestId: text,
      output: fields,
      error: valueLike<object>(
        (value) =>
          isMapping(value) &&
          typeof value["name"] === "string" &&
          typeof value["message"] === "string" &&
          [undefined, "client", "server"].includes(value["fault"] as string | undefined) &&
          (value["system"] === undefined || typeof value["system"] === "string"),
        "an error with its name and message",
      ),
      heard: oneOf("unknown", "not-sent"),
      late: flag,
    }),
  },
  drawn: {
    told: "drew",
    shape: object({
      t: time,
      drew: required(text),
      numbers: required(
        list(valueLike<number>((value) => Number(value) >= 0 && Number(value) < 1, "a number from 0 up to 1")),
      ),
    }),
  },
  local: { told: "local", shape: object({ t: time, local: required(text), is: required(text), form: text }) },
  ledger: { told: "ledger", shape: object({ t: time, ledger: required(record) }) },
  claimed: {
    told: "claimed",
    shape: object({ t: time, claimed: required(object({ record })) }),
  },
  account: { told: "account", shape: object({ t: time, account: required(text) }) },
  aborted: { told: "aborted", shape: object({ t: time, aborted: required(oneOf(true)) }) },
  interrupted: { told: "interrupted", shape: object({ t: time, interrupted: required(oneOf(true)) }) },
  over: { told: "over", shape: object({ t: time, over: required(oneOf(true)) }) },
};

/** What a line is, or undefined where it is nothing that a log has. */
export function kindOf(line: unknown): LineKind | undefined {
  if (!isMapping(line)) return undefined;
  return (Object.keys(kinds) as LineKind[]).find((kind) => Object.hasOwn(line, kinds[kind].told));
}

/** What keeps a line from being what it says that it is. */
export function lineProblems(kind: LineKind, line: unknown): string[] {
  const { shape } = kinds[kind];
  const own = Object.keys((shape as Shape & { kind: "object" }).fields);
  const known = Object.fromEntries(Object.entries(Object(line) as object).filter(([field]) => own.includes(field)));
  const problems = optionProblems(shape, known).map(
    ({ path, message, remedy = "" }) => `${path.replace(/^\$\.?/, "")}: ${message}. ${remedy}`,
  );
  if (kind !== "attempt" || problems.length > 0) return problems;
  const { output, error } = known as { output?: unknown; error?: unknown };
  return (output === undefined) === (error === undefined) ? ["it has neither, or both, of output and error"] : [];
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
