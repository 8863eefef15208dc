import { describe, expect, it } from "vitest";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { Undertaking } from "../undertaking.ts";
import { undertaken } from "./undertaken.ts";

const house = (undertaking?: Undertaking) =>
  ({ id: "h", kind: "house", address: "house/h", ...(undertaking && { undertaking }) }) as ObservedResource;

/** What comes of a listing that shows an undertaking, where another was there before. */
function shown(before: Undertaking | undefined, now: Undertaking, why?: string): string {
  const at = {
    step: { address: "house/h" } as PlanStep,
    changed: house(before),
    onWaiting: () => {},
    now: () => 0,
  };
  try {
    undertaken(at, why === undefined ? {} : { why })([house(now)]);
    return "goes on";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("what was given up", () => {
  const underWay = { id: "1", state: "under-way", told: "one wall" } as const;
  const failed = { id: "1", state: "given-up", told: "no paint" } as const;
  const cancelled = { ...failed, calledOff: true };

  it.each<[string, Undertaking | undefined, Undertaking, string | undefined, string]>([
    ["fails where it was begun by this step", undefined, failed, undefined, "step-failed"],
    ["fails where that went on what was under way before", underWay, failed, undefined, "step-failed"],
    ["is past where it was given up before", failed, failed, undefined, "goes on"],
    [
      "is past where it was under way before, and was called off for another",
      underWay,
      cancelled,
      undefined,
      "goes on",
    ],
    ["fails where somebody called off what was begun by this step", undefined, cancelled, undefined, "step-failed"],
    ["fails where it was called off as it came no further", underWay, cancelled, "no wall", "step-failed"],
  ])("%s", (_, before, now, why, outcome) => {
    expect(shown(before, now, why)).toBe(outcome);
  });
});
