import { expect, it } from "vitest";
import { inTurn } from "./in-turn.ts";
import type { Session } from "./session.ts";

/** A run whose looks fail so many times, and before whose changes so many others came. */
function turn({ failures, others }: { readonly failures: number; readonly others: number }) {
  let [looks, claims] = [0, 0];
  const session = {
    signal: new AbortController().signal,
    clock: { now: () => 0, sleep: async () => {} },
    ledger: {
      claim: async () => void (claims += 1),
      isOvertaken: async () => claims <= others,
    },
  } as unknown as Session;
  const look = async () => {
    looks += 1;
    if (looks <= failures) throw new Error(`torn ${looks}`);
    return looks;
  };
  return inTurn(session, () => {}, { look, change: async (looked) => `changed by look ${looked}` });
}

it("a look that failed is repeated where another run has changed things meanwhile", async () => {
  await expect(turn({ failures: 2, others: 2 })).resolves.toBe("changed by look 3");
});

it("a look that failed fails the run where nobody else did anything", async () => {
  await expect(turn({ failures: 1, others: 0 })).rejects.toThrow("torn 1");
  await expect(turn({ failures: 2, others: 1 })).rejects.toThrow("torn 2");
});
