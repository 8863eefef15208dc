import {
  type ApplyOptions,
  createCluster,
  memoryLedger,
  planCluster,
  type RunEvent,
} from "../../packages/aws-provisioner/src/index.ts";
import { type InventoryEntry, type SimulatedAccount, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import type { Blueprint } from "../../packages/core/src/index.ts";
import type { Aim } from "./drawn-life.ts";
import type { Pair } from "./drawn-pair.ts";
import { isRefusal, told } from "./permitted.ts";
import { countsOf, miscounts, twice } from "./standing.ts";

export interface EndingInput {
  readonly account: SimulatedAccount;
  readonly pair: Pair;
  readonly end: Aim;
  readonly run: (aim: Aim) => PromiseLike<unknown> & AsyncIterable<RunEvent>;
  readonly calm: () => ApplyOptions;
  readonly meet: (what: string) => void;
}

/** What a last run leads to, in calm, and what of it is not as it should be. */
export async function ending(input: EndingInput): Promise<{ told: readonly string[]; events: readonly unknown[] }> {
  const { account, run, meet } = input;
  let { end } = input;
  const events: unknown[] = [];
  const tried = async (aim: Aim): Promise<unknown> => {
    const running = run(aim);
    const heard = (async () => {
      for await (const event of running) events.push(event);
    })().catch(() => {});
    const failure: unknown = await Promise.resolve(running).then(
      () => undefined,
      (error: unknown) => error ?? new Error("nothing"),
    );
    await heard;
    return failure;
  };
  let failure = await tried(end);
  if (failure !== undefined && end !== "destroy" && isRefusal(failure)) {
    meet("an end that cannot be come to from what stands");
    end = "destroy";
    failure = await tried(end);
  }
  // There may never have been anything.
  const isNothing = end === "destroy" && failure !== undefined && told(failure).codes.join() === "unknown-cluster";
  if (failure !== undefined && !isNothing)
    return { told: [`the last run, to ${end}, failed: ${told(failure).text}`], events };
  meet(`an end with ${end === "destroy" ? "nothing" : "a cluster"}`);
  await account.clock.sleep(3_600_000);
  return { told: end === "destroy" ? await leftIn(account) : await unlike(input, input.pair[end]), events };
}

/** What a destroy has left. */
async function leftIn(account: SimulatedAccount): Promise<string[]> {
  // What can be brought back is there for a week.
  await account.clock.sleep(8 * 86_400_000);
  return standing(account).map(({ type, id, tags }) => `left is ${type} ${id} ${tags["drydock:address"] ?? ""}`);
}

/** What is not as where nothing was disturbed. */
async function unlike(input: EndingInput, wanted: Blueprint): Promise<string[]> {
  const { account, calm } = input;
  const found = standing(account);
  const problems = twice(found).map((one) => `there is twice ${one}`);
  const { steps, notices } = await planCluster(wanted, calm());
  problems.push(
    ...steps.map(({ id, changes }) => `the plan has ${id} (${changes.map(({ field }) => field).join(", ")})`),
  );
  problems.push(...notices.flatMap(({ message }) => (message.includes("made twice") ? [message] : [])));
  return [...problems, ...(await uncounted(found, input))];
}

/**
 * What there is more or less of than where nothing is disturbed: where the end alone was made, or one of the
 * others before. Machines that were started for more are kept, and subnets where they are.
 */
async function uncounted(
  found: readonly InventoryEntry[],
  { pair, end, calm }: EndingInput,
): Promise<readonly string[]> {
  const counts = countsOf(found);
  let first: readonly string[] | undefined;
  for (const before of [undefined, pair.before, pair.after, pair.third]) {
    const wrong = miscounts(counts, await counted(before, end === "destroy" ? pair.before : pair[end], calm()));
    if (wrong.length === 0) return [];
    first ??= wrong;
  }
  return first ?? [];
}

function standing(account: SimulatedAccount) {
  return account.inventory().filter(({ id }) => !id.startsWith("drydock-ledger-"));
}

const countedBefore = new WeakMap<Blueprint, Map<Blueprint | undefined, ReadonlyMap<string, number>>>();

/** How many of each type stand where nothing is disturbed, and another one may have stood before. */
async function counted(
  before: Blueprint | undefined,
  wanted: Blueprint,
  { environment = {}, including = [] }: ApplyOptions,
): Promise<ReadonlyMap<string, number>> {
  const all = countedBefore.get(wanted) ?? new Map<Blueprint | undefined, ReadonlyMap<string, number>>();
  countedBefore.set(wanted, all);
  const known = all.get(before);
  if (known !== undefined) return known;
  const account = simulateAccount({ seed: 1, latency: "none", region: "us-west-2" });
  const options = { ...account.connection, environment, including, ledger: memoryLedger() };
  for (const one of before === undefined || before === wanted ? [wanted] : [before, wanted]) {
    // There may be no way from one to the other.
    await Promise.resolve(createCluster(one, options)).catch(() => {});
    await account.clock.sleep(3_600_000);
  }
  const counts = countsOf(account.inventory());
  all.set(before, counts);
  return counts;
}
