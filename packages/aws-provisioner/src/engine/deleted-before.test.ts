import { describe, expect, it } from "vitest";
import { deletedBefore, earlierDeletions, withoutMade } from "./deleted-before.ts";
import type { LedgerRecord } from "./ledger.ts";
import type { ObservedResource } from "./observed.ts";
import type { Provider } from "./provider.ts";
import type { Cloud } from "./kind.ts";

const provider = { lagOf: () => ({ usual: 10, worst: 300 }) } as unknown as Provider<Cloud>;
const now = 1_000_000;

function record(more: Partial<LedgerRecord>, targets: readonly string[] = ["one"]): LedgerRecord {
  const steps = targets.map((target) => ({ action: "delete", kind: "house", target }));
  return { plan: { steps }, state: "closed", at: now - 100_000, ...more } as unknown as LedgerRecord;
}

const house = (id: string) => ({ kind: "house", id, address: `house/${id}` }) as ObservedResource;
const told = (last: LedgerRecord | undefined, observed: readonly ObservedResource[] = []) =>
  deletedBefore(last, { observed, provider, now });

describe("what a record tells of earlier deletions", () => {
  it.each<[string, LedgerRecord | undefined, Readonly<Record<string, number>>]>([
    ["nothing where there was none", undefined, {}],
    ["what the last run has deleted", record({}), { "house one": 100 }],
    [
      "what the ones before it have, by then",
      record({ deleted: { "house old": 50 } }),
      { "house old": 150, "house one": 100 },
    ],
    [
      "nothing that no listing can show",
      record({ deleted: { "house old": 200 }, at: now - 299_500 }),
      { "house one": 299 },
    ],
    ["nothing of long ago", record({ at: now - 300_000 }), {}],
    ["all that a run that was cut short may have deleted only now", record({ state: "open" }), { "house one": 0 }],
    ["nothing of a record without a time", record({ at: undefined as never }), {}],
    ["no time that has not been yet", record({ at: now + 5000 }), { "house one": 0 }],
  ])("%s", (_, last, deleted) => {
    expect(told(last)).toEqual(deleted);
  });

  it("is none of what is there", () => {
    expect(told(record({ state: "open" }, ["one", "two"]), [house("two")])).toEqual({ "house one": 0 });
  });

  it("is read as the moments at which that was", () => {
    expect([...earlierDeletions({ at: now, deleted: { "house one": 20 } })]).toEqual([["house one", now - 20_000]]);
    expect([...earlierDeletions({})]).toEqual([]);
  });

  it("is none of what the run has made under the same name", () => {
    const live = new Map([["house/one", house("one")]]);
    const unnamed = () => ({});
    expect(withoutMade({ "house one": 1, "house two": 2 }, live, unnamed)).toEqual({ deleted: { "house two": 2 } });
    expect(withoutMade({ "house one": 1 }, live, unnamed)).toEqual({});
    const named = () => ({ seek: async () => [] });
    expect(withoutMade({ "house one": 1 }, live, named)).toEqual({ deleted: { "house one": 1 } });
  });
});
