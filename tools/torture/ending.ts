import {
  type ApplyOptions,
  createCluster,
  memoryLedger,
  planCluster,
  type RunEvent,
} from "../../packages/aws-provisioner/src/index.ts";
import { type SimulatedAccount, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
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
async function unlike({ account, calm }: EndingInput, wanted: Blueprint): Promise<string[]> {
  const found = standing(account);
  const problems = twice(found).map((one) => `there is twice ${one}`);
  const { steps, notices } = await planCluster(wanted, calm());
  problems.push(
    ...steps.map(({ id, changes }) => `the plan has ${id} (${changes.map(({ field }) => field).join(", ")})`),
  );
  problems.push(...notices.flatMap(({ message }) => (message.includes("made twice") ? [message] : [])));
  return [...problems, ...miscounts(countsOf(found), await counted(wanted, calm()))];
}

function standing(account: SimulatedAccount) {
  return account.inventory().filter(({ id }) => !id.startsWith("drydock-ledger-"));
}

const countedBefore = new WeakMap<Blueprint, ReadonlyMap<string, number>>();

/** How many of each type stand where nothing is disturbed. */
async function counted(wanted: Blueprint, { environment = {} }: ApplyOptions): Promise<ReadonlyMap<string, number>> {
  const known = countedBefore.get(wanted);
  if (known !== undefined) return known;
  const account = simulateAccount({ seed: 1, latency: "none", region: "us-west-2" });
  await createCluster(wanted, { ...account.connection, environment, ledger: memoryLedger() });
  await account.clock.sleep(3_600_000);
  const counts = countsOf(account.inventory());
  countedBefore.set(wanted, counts);
  return counts;
}
