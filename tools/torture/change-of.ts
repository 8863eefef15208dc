import {
  createCluster,
  memoryLedger,
  type Plan,
  planCluster,
  ProvisionError,
} from "../../packages/aws-provisioner/src/index.ts";
import { type Fault, simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { BlueprintError } from "../../packages/core/src/index.ts";
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

/** Builds what stands before, changes it into what is to stand, and looks all the while. */
export async function changeOf({ before, after }: Pair, seed: number): Promise<Change> {
  let look = (): void => {};
  const eye: Fault = ({ origin }) => {
    if (origin === "client") look();
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
    await createCluster(before, options);
  } catch (error) {
    return { way: "broken", told: [`it cannot be built: ${told(error)}`], seconds: 0, idle: 0 };
  }
  await account.clock.sleep(600_000);
  const [began, made] = [account.clock.now(), account.calls.length];
  const writes = () =>
    account.calls.slice(made).filter(({ operation }) => !/^(?:Describe|Get|List|BatchGet)/.test(operation));
  let plan: Plan;
  try {
    plan = await planCluster(after, options);
  } catch (error) {
    const way = isTold(error) && writes().length === 0 ? "refused" : "broken";
    return { way, told: refusals(error), seconds: 0, idle: 0 };
  }
  if (plan.steps.length === 0) return { way: "nothing", told: [], seconds: 0, idle: 0 };
  const eyes = watched(account, promisesOf(before, after));
  look = eyes.look;
  const failure = await createCluster(after, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  look = () => {};
  const seconds = Math.round((account.clock.now() - began) / 1000);
  const { broken, idle, idleAt } = eyes.seen();
  const problems = [...broken];
  if (idle > longestIdle + remembered(plan)) problems.push(`waited for nothing for ${idle} s, until ${idleAt}`);
  if (failure !== undefined) problems.push(`failed after ${writes().length} writes: ${told(failure)}`);
  else problems.push(...(await leftToDo(after, options)));
  return { way: problems.length === 0 ? "done" : "broken", told: problems, seconds, idle };
}

/** Seconds for which the plan itself says that it waits, because others go on by what was before. */
function remembered({ steps }: Plan): number {
  return Math.max(0, ...steps.flatMap(({ needs }) => needs.map(({ lingers = 0 }) => lingers)));
}

async function leftToDo(after: Pair["after"], options: object): Promise<string[]> {
  try {
    const { steps } = await planCluster(after, options);
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
