import {
  type ApplyOptions,
  createCluster,
  destroyCluster,
  memoryLedger,
  planCluster,
} from "../../packages/aws-provisioner/src/index.ts";
import { type InventoryEntry, type SimulatedAccount, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { failureOf } from "./failure-of.ts";
import { harbours } from "./harbour.ts";
import { type Knife, killed } from "./killed.ts";
import { isLive, twice } from "./twice.ts";

/** What is done to a cluster. `roll` replaces machines one after the other. */
export const deeds = ["create", "update", "roll", "destroy"] as const;
export type Deed = (typeof deeds)[number];

/** What comes after a run that was killed. */
export const nexts = ["first", "changed", "rolled", "destroy"] as const;
export type Next = (typeof nexts)[number];

/** One life: a deed that is killed somewhere, and another one after it. */
export interface KilledLife extends Knife {
  readonly deed: Deed;
  readonly next: Next;
  readonly record: "kept" | "lost";
  readonly listings: "current" | "worst";
}

/** What came of it. */
export interface LifeStory {
  /** What is broken; nothing where all went well. */
  readonly told: readonly string[];
  /** Whether the deed was over before it could be killed. */
  readonly survived: boolean;
  /** How many further runs the next deed took. */
  readonly again: number;
}

const including = ["volume/*", "authority/*", "secret/*"];

/**
 * Milliseconds after which listings show everything: where no record tells what was begun, the further run
 * comes after that.
 */
const longestLag = 360_000;

/** What each deed leads to. */
const aims: Readonly<Record<Deed, Next>> = {
  create: "first",
  update: "changed",
  roll: "rolled",
  destroy: "destroy",
};

/**
 * Has a process do a deed and end without a word in the middle of it, and another one do the next deed. Then
 * nothing may stand twice, nothing be left over, the next plan be empty and no question be open.
 */
export async function killedLife(life: KilledLife, seed: number): Promise<LifeStory> {
  const listingLag = life.listings === "worst" ? "worst" : "none";
  const account = simulateAccount({ seed, latency: "typical", region: "us-west-2", listingLag });
  // Kept in S3, as by default; lost with the process.
  const options = (): ApplyOptions => ({
    ...account.connection,
    environment: { TOKEN: "token" },
    including,
    ...(life.record === "lost" && { ledger: memoryLedger() }),
  });
  const run = (aim: Next, by: ApplyOptions) =>
    aim === "destroy" ? destroyCluster("harbour", by) : createCluster(harbours[aim], by);
  if (life.deed !== "create") {
    await createCluster(harbours.first, options());
    await account.clock.sleep(900_000);
  }
  const first = killed(account, options(), life, (by) => run(aims[life.deed], by).result);
  if (!(await first.isKilled())) return { told: [], survived: true, again: 0 };

  let [failure, again] = [await failureOf(run(life.next, options())), 0];
  if (failure !== undefined && life.record === "lost") {
    again += 1;
    await account.clock.sleep(longestLag);
    failure = await failureOf(run(life.next, options()));
  }
  if (failure !== undefined && !isNothingThere(failure, life)) {
    return { told: [`the next run failed: ${told(failure).slice(0, 500)}`], survived: false, again };
  }
  let broken = await brokenAfter(account, life, failure === undefined, options);
  if (broken.length > 0 && life.record === "lost" && failure === undefined) {
    // Where no record tells what was begun, what listings showed too late is found by one further run.
    again += 1;
    failure = await failureOf(run(life.next, options()));
    broken = failure === undefined ? await brokenAfter(account, life, true, options) : [told(failure)];
  }
  return { told: broken, survived: false, again };
}

/** What is not as it should be, when listings have come. */
async function brokenAfter(
  account: SimulatedAccount,
  { next }: KilledLife,
  isThere: boolean,
  options: () => ApplyOptions,
): Promise<readonly string[]> {
  const inventory = () => account.inventory().filter(({ id }) => !id.startsWith("drydock-ledger-"));
  await account.clock.sleep(3_600_000);
  const standing = inventory();
  const told = twice(standing).map((one) => `there is twice ${one}`);
  if (next === "destroy" || !isThere) {
    await account.clock.sleep(8 * 86_400_000);
    return [...told, ...inventory().map(({ type, id, tags }) => `left is ${type} ${id} ${tags["drydock:address"]}`)];
  }
  const { steps, notices } = await planCluster(harbours[next], options());
  told.push(...steps.map(({ id, changes }) => `the plan has ${id} (${changes.map(({ field }) => field).join(", ")})`));
  told.push(...notices.flatMap(({ message }) => (message.includes("made twice") ? [message] : [])));
  const [wanted, found] = [await counted(next), countsOf(standing)];
  for (const type of new Set([...wanted.keys(), ...found.keys()])) {
    const [there, should] = [found.get(type) ?? 0, wanted.get(type) ?? 0];
    if (there !== should) told.push(`there are ${there} of ${type}, and ${should} where nothing is killed`);
  }
  return told;
}

/**
 * A destroy finds no such cluster after a create that was killed before it had made anything, and after a
 * destroy that was killed when all had gone, of which no record tells.
 */
function isNothingThere(failure: unknown, { deed, next, record }: KilledLife): boolean {
  const mayBeGone = deed === "create" || (deed === "destroy" && record === "lost");
  return next === "destroy" && mayBeGone && (failure as { code?: string }).code === "unknown-cluster";
}

function told(failure: unknown): string {
  return failure instanceof Error ? `${failure.name}: ${failure.message}` : JSON.stringify(failure);
}

function countsOf(inventory: readonly InventoryEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of inventory) if (isLive(one)) counts.set(one.type, (counts.get(one.type) ?? 0) + 1);
  return counts;
}

const countedBefore = new Map<Next, ReadonlyMap<string, number>>();

/** How many of each type stand where nothing is killed. */
async function counted(aim: Exclude<Next, "destroy">): Promise<ReadonlyMap<string, number>> {
  const known = countedBefore.get(aim);
  if (known !== undefined) return known;
  const account = simulateAccount({ seed: 1, latency: "none", region: "us-west-2" });
  const options = { ...account.connection, environment: { TOKEN: "token" }, ledger: memoryLedger() };
  await createCluster(harbours[aim], options);
  await account.clock.sleep(3_600_000);
  const counts = countsOf(account.inventory());
  countedBefore.set(aim, counts);
  return counts;
}
