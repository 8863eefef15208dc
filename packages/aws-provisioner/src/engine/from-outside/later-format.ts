import type { OutsideProblem } from "./problem.ts";

/** The highest `format` of plans and records that this release reads: the compact one. */
const readable = 2;

/**
 * That a plan or record, or the plan in it, is of a format that only a later release knows: nothing else can
 * be said of it.
 */
export function laterFormat(saved: unknown): OutsideProblem | undefined {
  const { format, plan } = Object(saved) as { readonly format?: unknown; readonly plan?: unknown };
  const { format: inner } = Object(plan) as { readonly format?: unknown };
  return tooLate(format, "format") ?? tooLate(inner, "plan.format");
}

function tooLate(format: unknown, path: string): OutsideProblem | undefined {
  if (!Number.isSafeInteger(format) || Number(format) <= readable) return undefined;
  return {
    path,
    message: `it was written by a newer Drydock, in format ${String(format)}: this one reads up to ${readable}`,
  };
}
