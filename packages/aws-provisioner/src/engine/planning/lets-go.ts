import type { PlanStep } from "../plan.ts";
import { stringsIn } from "./mentions.ts";

/** Whether a step deletes what it works on, or changes it so that it no longer names that id. */
export function letsGo({ action, changes }: Pick<PlanStep, "action" | "changes">, id: string): boolean {
  return (
    action === "delete" ||
    changes.some(({ before, after }) => stringsIn(before).includes(id) && !stringsIn(after).includes(id))
  );
}
