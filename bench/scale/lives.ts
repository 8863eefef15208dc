// `lives.ts COUNT cpu|shares|memory`: builds a cluster of so many machines, plans it again, changes it and deletes
// it, in a simulated account, and prints one line of JSON with what each of these took.
import { createCluster, destroyCluster, type Plan, planCluster, savePlan } from "@drydock/aws-provisioner";
import { type Fault, simulateAccount } from "@drydock/aws-simulator";
import { design } from "@drydock/core";
import { clusterOf } from "./cluster-of.ts";
import { type Shares, sharesOf } from "./shares.ts";

/** What one deed took. */
export interface Took {
  readonly deed: string;
  /** Seconds of CPU of the whole process, all its threads. */
  readonly cpu: number;
  /** Of samples, where the process was profiled. */
  readonly shares: Shares | undefined;
  /** Bytes in use at most, as garbage collections in between tell; those that the account keeps count, too. */
  readonly heap: number;
  readonly calls: number;
}

/** What a life of a cluster took. */
export interface Life {
  readonly took: readonly Took[];
  /** Bytes of the plan that makes it, saved compactly and as JSON. */
  readonly saved: number;
  readonly plain: number;
  readonly steps: number;
}

const count = Number(process.argv[2]);
const mode = process.argv[3];
let look = () => {};
/** Calls between two looks at the memory: about as many looks for each size, of which each takes longer. */
const between = Math.max(100, count / 5);
const eye: Fault = ({ index }) => {
  if (index % between === 0) look();
  return undefined;
};
const faults = mode === "memory" ? [eye] : [];
const account = simulateAccount({ seed: "scale", latency: "typical", quotas: { rulesPerGroup: 2000 }, faults });
const options = { ...account.connection, including: ["*"] };
const before = clusterOf(count, { release: "1", team: "red" });
const after = clusterOf(count, { release: "2", team: "blue" });
const took: Took[] = [];

async function take<Result>(deed: string, work: () => Result | PromiseLike<Result>): Promise<Result> {
  const before = mode === "memory" ? inUse() : 0;
  let heap = 0;
  look = () => {
    if (mode === "memory") heap = Math.max(heap, inUse() - before);
  };
  const [calls, began] = [account.calls.length, process.cpuUsage()];
  const run = async () => work();
  const { result, shares } = mode === "shares" ? await sharesOf(run) : { result: await run(), shares: undefined };
  const { user, system } = process.cpuUsage(began);
  look();
  took.push({ deed, cpu: (user + system) / 1e6, shares, heap, calls: account.calls.length - calls });
  return result;
}

/** Bytes that something holds. */
function inUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

await take("design", () => design(before));
const plan: Plan = await take("plan", () => planCluster(before, options));
const saved = await take("save", () => savePlan(plan));
await take("create", () => createCluster(before, options));
await take("empty plan", () => planCluster(before, options));
await take("tag", () => createCluster(clusterOf(count, { release: "1", team: "blue" }), options));
await take("update", () => createCluster(after, options));
await take("destroy", () => destroyCluster(before, options));
const life: Life = {
  took,
  saved: Buffer.byteLength(saved),
  plain: Buffer.byteLength(JSON.stringify(plan)),
  steps: plan.steps.length,
};
console.log(JSON.stringify(life));
