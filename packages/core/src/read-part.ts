import { nearest } from "@drydock/systemd/ground";
import type * as z from "zod/mini";
import { tidy } from "./built.ts";
import { quote, type Finding } from "./finding.ts";
import type { AnyPart } from "./parts.ts";
import { expected } from "./issue-words.ts";
import { plainIssues } from "./plain-issues.ts";
import { refusalOf } from "./record-of.ts";
import { isPromise, withoutPromises } from "./unawaited.ts";
import { writtenPath } from "./written-path.ts";

/** A part as it was read, or what keeps it from being read. */
export type ReadPart = { readonly value: unknown } | { readonly findings: readonly Finding[] };

/** Reads a value by a schema. One that has a builder must be of a kind, which only builders know. */
export function readPart(
  schema: z.ZodMiniType,
  { builder, written = new Map() }: Pick<AnyPart, "builder" | "written">,
  value: unknown,
  path: string,
): ReadPart {
  if (builder !== undefined && !hasKind(value)) {
    const message = `${quote(value)} stands where ${builder} belongs`;
    return { findings: [{ path, message, remedy: `Make it by ${builder}.`, rule: "shape" }] };
  }
  const { data, error } = schema.safeParse(withoutPromises(value), { reportInput: true, error: knownFields });
  return error === undefined
    ? { value: tidy(data) }
    : { findings: plainIssues(error.issues).flatMap((issue) => findingsOf(issue, value, path, written)) };
}

/** For a field that is unknown, the fields that are known, as the issue's message. */
function knownFields(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, inst } = issue;
  if (code !== "unrecognized_keys" || inst === undefined || !("shape" in inst._zod.def)) return undefined;
  return Object.keys(inst._zod.def.shape as object).join(" ");
}

function hasKind(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value;
}

function findingsOf(
  issue: z.core.$ZodIssue,
  root: unknown,
  path: string,
  written: ReadonlyMap<string, string>,
): Finding[] {
  const inside = writtenPath(issue.path, root).join(".");
  const at = inside === "" ? path : `${path}.${written.get(inside) ?? inside}`;
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ").filter((field) => field !== "kind");
    return issue.keys.map((key) => ({
      path: `${at}.${key}`,
      message: `there is no field ${quote(key)}`,
      remedy: fieldRemedy(key, known),
      rule: "field-unknown",
    }));
  }
  const refusal = refusalOf(issue);
  if (refusal !== undefined) return [{ path: at, message: issue.message, ...refusal }];
  const value = givenTo(issue, root);
  // Infinity and fractions are numbers.
  const wanted = typeof value === "number" ? expected(issue).replace(/^a number$/, "a whole number") : expected(issue);
  const remedy = isPromise(value) ? `Await it, and give ${wanted}.` : `Give ${wanted}.`;
  if (value === undefined) return [{ path: at, message: "nothing is given", remedy, rule: "field-missing" }];
  return [{ path: at, message: `${given(issue, value)} is not ${wanted}`, remedy, rule: "field-type" }];
}

/** The value as a message names it: of an object that has none of several forms, its fields say why. */
function given({ code }: z.core.$ZodIssue, value: unknown): string {
  const isForm = code === "invalid_union" && typeof value === "object" && value !== null && !isPromise(value);
  if (!isForm || Array.isArray(value)) return quote(value);
  const fields = Object.keys(value).slice(0, 8);
  return fields.length === 0 ? "an empty object" : `an object { ${fields.join(", ").slice(0, 80)} }`;
}

/**
 * What was given where the issue is: what stands in the root, or, below something that was read as another
 * form, the input.
 */
function givenTo(issue: z.core.$ZodIssue, root: unknown): unknown {
  const value = issue.path.reduce<unknown>(
    (inside, key) => (typeof inside === "object" && inside !== null ? Reflect.get(inside, key) : undefined),
    root,
  );
  return issue.code === "invalid_union" ? value : (value ?? issue.input);
}

function fieldRemedy(key: string, known: readonly string[]): string {
  const likely = nearest(key, known);
  if (likely !== undefined) return `Did you mean ${quote(likely)}?`;
  return known.length === 0 ? "Remove it." : `There are ${known.join(", ")}.`;
}
