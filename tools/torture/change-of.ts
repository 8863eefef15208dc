import {
  createCluster,
  memoryLedger,
  type Plan,
  planCluster,
  ProvisionError,
  type RunEvent,
} from "../../packages/aws-provisioner/src/index.ts";
import { type Fault, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { planProblems } from "../../packages/aws-provisioner/src/engine/saved-plan/plan-problems.ts";
import { kinds } from "../../packages/aws-provisioner/src/kinds/registry.ts";
import { type Blueprint, BlueprintError } from "../../packages/core/src/index.ts";
import type { Cut } from "./cut.ts";
import type { Pair } from "./drawn-pair.ts";
import { promisesOf } from "./promises.ts";
import { watched, type Watching } from "./watched.ts";

/** What came of a change from one blueprint to another. */
export interface Change {
  /** `refused`, before anything was changed; `nothing`, where there was nothing to do; `done`; `broken`. */
  readonly way: "refused" | "nothing" | "done" | "broken";
  /** The refusals, or what is broken. */
  readonly told: readonly string[];
  /** Seconds of the simulated account. */
  readonly seconds: number;
  /** Of those, the most in which nothing was on its way. */
  readonly idle: number;
}

/** Seconds that a run may wait when nothing is on its way any more. */
const longestIdle = 60;

/** Seconds between two looks for what is missing, at most. */
const longestPause = 15;

/** Seconds for which what stands is looked at when all is done. */
const afterwards = 180;

/**
 * Builds what stands before, changes it into what is to stand, and looks all the while, and for some time
 * after. Where the change is cut short it is begun again, taken back, or led to a third blueprint.
 */
export async function changeOf(pair: Pair, seed: number, cuts: readonly Cut[] = []): Promise<Change> {
  const eyes = { look: (): void => {}, wrote: (): void => {} };
  const eye: Fault = ({ origin, operation }) => {
    if (origin !== "client") return undefined;
    eyes.look();
    if (!isReading(operation)) eyes.wrote();
    return undefined;
  };
  const account = simulateAccount({ seed, latency: "typical", region: "us-west-2", zones: 3, faults: [eye] });
  const options = {
    ...account.connection,
    ledger: memoryLedger(),
    environment: { WORD: "word", OTHER: "other" },
    including: ["authority/*"],
  };
  try {
    await createCluster(pair.before, options);
  } catch (error) {
    return { way: "broken", told: [`it cannot be built: ${told(error)}`], seconds: 0, idle: 0 };
  }
  await account.clock.sleep(600_000);
  let wrote = 0;
  eyes.wrote = () => (wrote += 1);
  const began = account.clock.now();
  const seconds = () => Math.round((account.clock.now() - began) / 1000);
  const watching = watched(account, promisesOf(pair.before, ...blueprintsOf(pair, cuts)));
  const problems: string[] = [];
  let [waits, cutAt, failure, wanted] = [0, "", undefined as unknown, pair.after];
  const legs = [...cuts, undefined];
  for (const [at, cut] of legs.entries()) {
    wrote = 0;
    eyes.look = () => {};
    let plan: Plan;
    try {
      plan = await planned(wanted, options, account.clock);
    } catch (error) {
      // There may be no way to a blueprint: from a volume that has grown, for instance.
      const isRefused = isTold(error) && wrote === 0;
      const all = [...problems, ...broken(watching, cutAt), ...(isRefused ? [] : [`no plan${cutAt}: ${told(error)}`])];
      if (all.length > 0) return { way: "broken", told: all, seconds: seconds(), idle: 0 };
      return { way: "refused", told: refusals(error), seconds: seconds(), idle: 0 };
    }
    if (at === 0 && plan.steps.length === 0) return { way: "nothing", told: [], seconds: 0, idle: 0 };
    problems.push(...planProblems(plan, kinds).map(({ path, message }) => `the plan is unsound: ${path}: ${message}`));
    let waited = remembered(plan);
    const most = cut === undefined ? Infinity : Math.max(1, Math.ceil((cut.percent / 100) * plan.steps.length));
    const knife = new AbortController();
    eyes.look = watching.look;
    eyes.wrote = () => {
      wrote += 1;
      if (wrote === most) knife.abort(new Error("cut"));
    };
    const ledger = cuts[at - 1]?.forgets === true ? memoryLedger() : options.ledger;
    const run = createCluster(wanted, { ...options, ledger, signal: knife.signal });
    waited = Math.max(waited, await settlingOf(run));
    // One run may go on with the waiting of the one before.
    waits += waited;
    failure = await failureOf(run);
    if (cut === undefined || !knife.signal.aborted || failure === undefined) break;
    cutAt += `, cut at ${seconds()} s`;
    wanted = ledTo(pair, cut);
    await watching.rest(cut.pause);
  }
  const took = seconds();
  await watching.rest(afterwards);
  eyes.look = () => {};
  const { idle, idleAt } = watching.seen();
  problems.push(...broken(watching, cutAt));
  if (idle > longestIdle + waits) problems.push(`waited for nothing for ${idle} s, until ${idleAt}`);
  if (failure !== undefined && isUnplannable(failure) && wrote === 0 && problems.length === 0) {
    // What the run before had begun, the first look had not seen yet.
    return { way: "refused", told: refusals(failure), seconds: took, idle };
  }
  if (failure !== undefined) problems.push(`failed after ${wrote} writes${cutAt}: ${told(failure)}`);
  else problems.push(...(await leftToDo(wanted, options)));
  return { way: problems.length === 0 ? "done" : "broken", told: problems, seconds: took, idle };
}

/** A plan, which whoever asks for it asks again for in a minute where that is the remedy. */
async function planned(wanted: Blueprint, options: object, clock: { sleep(ms: number): Promise<void> }): Promise<Plan> {
  for (let times = 0; ; times += 1) {
    try {
      return await planCluster(wanted, options);
    } catch (error) {
      if (times === 6 || refusals(error).join() !== "not-listed") throw error;
      await clock.sleep(60_000);
    }
  }
}

/** What a change is led to, one after the other. */
function blueprintsOf(pair: Pair, cuts: readonly Cut[]): readonly Blueprint[] {
  return [pair.after, ...cuts.map((cut) => ledTo(pair, cut))];
}

function ledTo(pair: Pair, { to }: Cut): Blueprint {
  return pair[to];
}

function broken({ seen }: Watching, cutAt: string): string[] {
  return seen().broken.map((one) => `${one}${cutAt}`);
}

function isReading(operation: string): boolean {
  return /^(?:Describe|Get|List|BatchGet)/.test(operation);
}

function failureOf(run: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(run).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/**
 * Seconds for which a run says that listings are given time, and until it has looked by then; and for which
 * its own plan says that it waits, which may have seen more than one that was made right before.
 */
async function settlingOf(run: AsyncIterable<RunEvent>): Promise<number> {
  let [settling, planned] = [0, 0];
  try {
    for await (const event of run) {
      if (event.type === "settling") settling += event.seconds + longestPause;
      if (event.type === "planned") planned = Math.max(planned, remembered(event.plan));
    }
  } catch {
    // What has failed is told where the run itself is waited for.
  }
  return settling + planned;
}

/** Seconds for which the plan itself says that it waits, because others go on by what was before. */
function remembered({ steps }: Plan): number {
  return Math.max(0, ...steps.flatMap(({ needs, pause = 0 }) => [pause, ...needs.map(({ lingers = 0 }) => lingers)]));
}

async function leftToDo(wanted: Pair["after"], options: object): Promise<string[]> {
  try {
    const { steps } = await planCluster(wanted, options);
    return steps.map(({ id, changes }) => `the next plan has ${id} (${changes.map(({ field }) => field).join(", ")})`);
  } catch (error) {
    return [`the next plan is refused: ${told(error)}`];
  }
}

/** Whether it is a refusal in Drydock's own words, and no failure of its code. */
function isTold(error: unknown): boolean {
  return error instanceof BlueprintError || error instanceof ProvisionError;
}

/** Whether there is no way from what stands to what is wanted. */
function isUnplannable(error: unknown): boolean {
  return error instanceof ProvisionError && error.code === "unplannable";
}

function refusals(error: unknown): string[] {
  const { diagnostics = [] } = error instanceof BlueprintError || error instanceof ProvisionError ? error : {};
  const rules = diagnostics.flatMap(({ severity, rule }) => (severity === "error" ? (rule ?? "no rule") : []));
  return rules.length > 0 ? [...new Set(rules)] : [error instanceof ProvisionError ? error.code : String(error)];
}

function told(error: unknown): string {
  const one = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof ProvisionError
    ? `${one.code}: ${one.message.split("\n")[0]}`
    : (String(one).split("\n")[0] ?? "");
}
