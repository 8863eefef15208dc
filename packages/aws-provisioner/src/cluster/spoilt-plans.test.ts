import { DrydockError } from "@drydock/systemd/ground";
import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, network } from "@drydock/core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type LedgerRecord, memoryLedger } from "../engine/ledger.ts";
import { decodeJson } from "../engine/from-outside/decode-json.ts";
import type { Plan } from "../engine/plan.ts";
import { mutantsOf } from "../engine/testing/mutants.ts";
import { applyPlan } from "./apply-plan.ts";
import { planCluster } from "./plan-cluster.ts";

/** A network that stands, and the plan by which another tier comes and its tags change. */
const pier = (tags: Record<string, string>, nat: "none" | "single") =>
  blueprint("pier", { tags, network: network({ cidr: "10.4.0.0/16", zones: 1, nat }) });

function account() {
  const simulated = simulateAccount({ seed: 1, latency: "none" });
  return { simulated, options: { ...simulated.connection, ledger: memoryLedger() } };
}

async function standing() {
  const { simulated, options } = account();
  await applyPlan(await planCluster(pier({ team: "red" }, "none"), options), options);
  return { simulated, options };
}

let world: ReturnType<typeof standing> | undefined;

/** What came of work in an account in which the network stands, and the names of the calls that it made. */
async function tried(work: (options: ReturnType<typeof account>["options"]) => PromiseLike<unknown>) {
  const { simulated, options } = await (world ??= standing());
  const before = simulated.calls.length;
  const outcome = await outcomeOf(() => work(options));
  const sent = simulated.calls.slice(before).map(({ operation }) => operation);
  const changes = sent.filter((operation) => !/^(?:Describe|Get|List)/.test(operation));
  // What was changed is no place for the next.
  if (changes.length > 0) world = undefined;
  return { outcome, sent, changes };
}

let plan: Plan;
beforeAll(async () => {
  const { options } = await standing();
  plan = JSON.parse(JSON.stringify(await planCluster(pier({ team: "blue" }, "single"), options))) as Plan;
});

/** What came of a plan or record of unknown worth: an error that is none of ours is a fault of ours. */
async function outcomeOf(work: () => PromiseLike<unknown>): Promise<"done" | DrydockError> {
  try {
    await work();
    return "done";
  } catch (error) {
    const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
    const [first] = errors;
    if (!errors.every((one) => one instanceof DrydockError) || !(first instanceof DrydockError)) throw error;
    return first;
  }
}

/** Without what does not change its meaning: the order of its steps and resources, and its digests. */
function meaningOf(saved: unknown): unknown {
  const { digests: _, steps, resources, ...rest } = saved as Plan;
  const by = (key: "id" | "address") => (a: object, b: object) =>
    String(Object(a)[key]) < String(Object(b)[key]) ? -1 : 1;
  return { ...rest, steps: steps.toSorted(by("id")), resources: resources.toSorted(by("address")) };
}

describe("a plan that is spoilt in one place", () => {
  it("says the same and is carried out, or is refused with the place before anything is sent", async () => {
    const seen = { done: 0, refused: 0, unreadable: 0 };
    await fc.assert(
      fc.asyncProperty(mutantsOf(plan), async ({ bytes }) => {
        const parsed = decodeJson(bytes);
        if ("problems" in parsed) {
          seen.unreadable += 1;
          expect(parsed.problems).not.toEqual([]);
          return;
        }
        const { outcome, sent } = await tried((options) => applyPlan(parsed.value as Plan, options).result);
        if (outcome === "done") {
          seen.done += 1;
          expect(meaningOf(parsed.value)).toEqual(meaningOf(plan));
          return;
        }
        seen.refused += 1;
        expect(outcome.code).toBe("invalid-option");
        expect(outcome.diagnostics).not.toEqual([]);
        expect(sent).toEqual([]);
      }),
      { numRuns: 120, examples: [[{ how: "not at all", bytes: Buffer.from(JSON.stringify(plan)) }]] },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it("is carried out as it says or refused in words where it has no digests", async () => {
    const { digests: _, ...unsealed } = plan;
    await fc.assert(
      fc.asyncProperty(mutantsOf(unsealed), async ({ bytes }) => {
        const parsed = decodeJson(bytes);
        if ("problems" in parsed) return;
        const { outcome, sent } = await tried((options) => applyPlan(parsed.value as Plan, options).result);
        if (outcome !== "done" && outcome.code === "invalid-option") expect(sent).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

it("whatever is given in place of a plan, or of a part of it, is refused before anything is sent", async () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  const part = fc.tuple(fc.constantFrom(...Object.keys(plan)), anything);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        anything,
        part.map(([field, value]) => ({ ...plan, [field]: value })),
      ),
      async (given) => {
        const { simulated, options } = account();
        const outcome = await outcomeOf(() => applyPlan(given as Plan, options).result);
        if (outcome === "done") throw new Error("it is taken for a plan");
        // What says the same as the plan is one, of an account in which something stands.
        if (outcome.code === "invalid-option") expect(simulated.calls).toEqual([]);
        else expect(meaningOf(given)).toEqual(meaningOf(plan));
      },
    ),
    { numRuns: 200 },
  );
});

it("a record that is spoilt in one place ends a run in words, or does not hinder it", async () => {
  const record: LedgerRecord = { format: 1, cluster: "pier", operation: "one", state: "open", plan, leaving: {} };
  await fc.assert(
    fc.asyncProperty(mutantsOf(JSON.parse(JSON.stringify(record))), async ({ bytes }) => {
      const parsed = decodeJson(bytes);
      if ("problems" in parsed) return;
      const ledger = { read: async () => parsed.value as LedgerRecord, write: async () => {} };
      const wish = pier({ team: "blue" }, "none");
      const planning = await tried((options) => planCluster(wish, { ...options, ledger }));
      expect(planning.changes).toEqual([]);
      const { outcome, changes } = await tried((options) => applyPlan(plan, { ...options, ledger }).result);
      if (outcome !== "done" && outcome.code === "invalid-option") expect(changes).toEqual([]);
    }),
    { numRuns: 80 },
  );
});
