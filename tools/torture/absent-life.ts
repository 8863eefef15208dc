import {
  createCluster,
  destroyCluster,
  memoryLedger,
  ProvisionError,
} from "../../packages/aws-provisioner/src/index.ts";
import { type Fault, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { type Blueprint, BlueprintError } from "../../packages/core/src/index.ts";
import { seededRandom } from "../../packages/aws-simulator/src/random.ts";
import { type Deed, type Lateness, omitting } from "./drawn-lateness.ts";
import type { Pair } from "./drawn-pair.ts";
import { failureOf } from "./failure-of.ts";
import { leftToDo } from "./left-to-do.ts";
import { twice } from "./twice.ts";

/** What came of a life in which listings were behind. */
export interface AbsentLife {
  /** What is broken; nothing where all went well. */
  readonly told: readonly string[];
  /** Whether its update was refused in Drydock's own words, before anything was changed. */
  readonly refused: boolean;
  /** How many of its deeds took a further run, the record being lost. */
  readonly again: number;
  /** Seconds of its longest deed. */
  readonly longest: number;
}

/** Seconds that no deed takes: a row of machines waits for listings at each of them. */
const stuckAfter = 7200;

const including = ["volume/*", "authority/*", "bucket/*", "secret/*"];

/**
 * Builds what stands before, and does to it what is to be done, while listings are behind. Nothing may then
 * stand twice; the next plan is empty; and a destroy leaves nothing.
 */
export async function absentLife(pair: Pair, seed: number, lateness: Lateness): Promise<AbsentLife> {
  const random = seededRandom(`omissions of ${seed}`);
  let percent = lateness.omissions;
  const omission: Fault = (call) => (percent === 0 ? undefined : omitting(percent, random)(call));
  const { listingLag, staleReads } = lateness;
  const account = simulateAccount({ seed, latency: "typical", listingLag, staleReads, faults: [omission] });
  const kept = memoryLedger();
  const options = () => ({
    ...account.connection,
    ledger: lateness.record === "kept" ? kept : memoryLedger(),
    environment: { WORD: "word", OTHER: "other" },
    including,
  });
  const problems: string[] = [];
  let [wanted, refused, longest, again]: [Blueprint | undefined, boolean, number, number] = [undefined, false, 0, 0];
  const carryOut = async (deed: Deed, at: number): Promise<void> => {
    const began = account.clock.now();
    const next = deed === "update" ? pair.after : (wanted ?? pair.before);
    const run = () =>
      failureOf(deed === "destroy" ? destroyCluster(pair.before, options()) : createCluster(next, options()));
    let failure = await run();
    // Where no record tells, one further run may be needed: the first has refused, or come as far as it could.
    const isWell =
      failure === undefined ? twice(account.inventory()).length === 0 : deed === "update" && isRefusal(failure);
    if (!isWell && lateness.record === "lost") {
      again += 1;
      failure = await run();
    }
    const seconds = (account.clock.now() - began) / 1000;
    longest = Math.max(longest, Math.round(seconds));
    const name = `${deed} ${at}`;
    if (failure !== undefined && deed === "update" && isRefusal(failure)) refused = true;
    else if (failure === undefined) wanted = deed === "destroy" ? undefined : next;
    else problems.push(`${name} failed: ${String(failure).slice(0, 600)}`);
    if (seconds > stuckAfter) problems.push(`${name} took ${Math.round(seconds)} s`);
    problems.push(...twice(account.inventory()).map((one) => `after ${name} there is twice ${one}`));
  };
  for (const [at, deed] of (["create", ...lateness.deeds] as const).entries()) {
    await carryOut(deed, at);
    if (problems.length > 0) return { told: problems, refused, longest, again };
    await account.clock.sleep(lateness.pause * 1000);
  }
  percent = 0;
  await account.clock.sleep(3_600_000);
  if (wanted !== undefined) {
    if (lateness.record === "lost" && (await leftToDo(wanted, options())).length > 0) {
      again += 1;
      await failureOf(createCluster(wanted, options()));
    }
    problems.push(...(await leftToDo(wanted, options())));
    await carryOut("destroy", lateness.deeds.length + 1);
  }
  // What can be brought back is there for a week.
  await account.clock.sleep(8 * 86_400_000);
  problems.push(...account.inventory().map(({ type, id }) => `the destroy has left ${type} ${id}`));
  return { told: problems, refused, longest, again };
}

/** Of a change that is none to make: its blueprint does not fit what stands, or what AWS offers. */
const refusals: ReadonlySet<string> = new Set([
  "unplannable",
  "precious",
  "held",
  "image-not-found",
  "zones-unavailable",
]);

function isRefusal(error: Error): boolean {
  if (error instanceof BlueprintError) return true;
  return error instanceof ProvisionError && refusals.has(error.code);
}
