import { ProvisionError } from "../../packages/aws-provisioner/src/index.ts";
import { BlueprintError } from "../../packages/core/src/index.ts";
import type { Deed } from "./drawn-life.ts";

/** How a run may end that was disturbed: others were at it, or it was asked to. */
const ofTurns: ReadonlySet<string> = new Set(["locked", "lease-lost", "interrupted"]);

/** Of a change that is none to make: its blueprint does not fit what stands, or what AWS offers. */
const refusals: ReadonlySet<string> = new Set([
  "unplannable",
  "precious",
  "held",
  "image-not-found",
  "zones-unavailable",
  "BlueprintError",
]);

/** Whether an error asks nobody anything: to run again is all that is left to do. */
export function isPermitted(failure: unknown, { aim, end }: Pick<Deed, "aim" | "end">): boolean {
  const isAsked = end !== undefined && "by" in end;
  return told(failure).codes.every(
    (code) =>
      ofTurns.has(code) ||
      (aim === "destroy" ? code === "unknown-cluster" : refusals.has(code)) ||
      (isAsked && code === "the end of the test was asked for"),
  );
}

/** Whether it is a refusal of what was asked for, before anything was changed. */
export function isRefusal(failure: unknown): boolean {
  return told(failure).codes.every((code) => refusals.has(code));
}

/** The codes of an error, or of each that it gathers, and its words. */
export function told(failure: unknown): { readonly codes: readonly string[]; readonly text: string } {
  const all: readonly unknown[] = failure instanceof AggregateError ? failure.errors : [failure];
  const codes = all.map((one) => {
    if (one instanceof BlueprintError) return "BlueprintError";
    if (one instanceof ProvisionError) return one.code;
    return one instanceof Error ? one.message : String(one);
  });
  return { codes, text: all.map((one, at) => `${codes[at]}: ${String(one).slice(0, 400)}`).join("; ") };
}
