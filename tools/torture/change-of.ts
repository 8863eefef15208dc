import {
  createCluster,
  memoryLedger,
  type Plan,
  planCluster,
  ProvisionError,
} from "../../packages/aws-provisioner/src/index.ts";
import { type Fault, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { BlueprintError } from "../../packages/core/src/index.ts";
import type { Cut } from "./cut.ts";
import type { Pair } from "./drawn-pair.ts";
import { promisesOf } from "./promises.ts";
import { watched } from "./watched.ts";

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

/**
 * Builds what stands before, changes it into what is to stand, and looks all the while. Where the change is
 * cut short it is begun again, or taken back.
 */
export async function changeOf(pair: Pair, seed: number, cut?: Cut): Promise<Change> {
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
  let plan: Plan;
  let wrote = 0;
  eyes.wrote = () => (wrote += 1);
  try {
    plan = await planCluster(pair.after, options);
  } catch (error) {
    const way = isTold(error) && wrote === 0 ? "refused" : "broken";
    return { way, told: refusals(error), seconds: 0, idle: 0 };
  }
  if (plan.steps.length === 0) return { way: "nothing", told: [], seconds: 0, idle: 0 };
  const began = account.clock.now();
  const seconds = () => Math.round((account.clock.now() - began) / 1000);
  const { look, rest, seen } = watched(account, promisesOf(pair.before, pair.after, cut?.back));
  eyes.look = look;
  const knife = new AbortController();
  const most = cut === undefined ? Infinity : Math.max(1, Math.ceil((cut.percent / 100) * plan.steps.length));
  eyes.wrote = () => {
    wrote += 1;
    if (wrote === most) knife.abort(new Error("cut"));
  };
  let failure = await failureOf(createCluster(pair.after, { ...options, signal: knife.signal }));
  let [wanted, waits, cutAt] = [pair.after, remembered(plan), ""];
  if (cut !== undefined && knife.signal.aborted && failure !== undefined) {
    cutAt = `, cut at ${seconds()} s`;
    wanted = cut.back ? pair.before : pair.after;
    await account.clock.sleep(cut.pause * 1000);
    rest();
    waits = Math.max(waits, remembered(await planCluster(wanted, options).catch(() => plan)));
    wrote = 0;
    failure = await failureOf(createCluster(wanted, cut.forgets ? { ...options, ledger: memoryLedger() } : options));
    // There may be no way back: from a volume that has grown, for instance.
    if (cut.back && isTold(failure) && wrote === 0)
      return { way: "refused", told: refusals(failure), seconds: seconds(), idle: 0 };
  }
  const took = seconds();
  eyes.look = () => {};
  const { broken, idle, idleAt } = seen();
  const problems = broken.map((one) => `${one}${cutAt}`);
  if (idle > longestIdle + waits) problems.push(`waited for nothing for ${idle} s, until ${idleAt}`);
  if (failure !== undefined) problems.push(`failed after ${wrote} writes: ${told(failure)}`);
  else problems.push(...(await leftToDo(wanted, options)));
  return { way: problems.length === 0 ? "done" : "broken", told: problems, seconds: took, idle };
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
