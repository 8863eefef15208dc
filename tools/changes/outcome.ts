import {
  createCluster,
  memoryLedger,
  type Plan,
  planCluster,
  ProvisionError,
} from "../../packages/aws-provisioner/src/index.ts";
import { simulateAccount } from "../../packages/aws-simulator/src/index.ts";
import { BlueprintError } from "../../packages/core/src/index.ts";
import type { Edit } from "./edits.ts";

/** What comes of a change to a cluster that stands. */
export interface Outcome {
  /**
   * `refused by a rule` and `refused by the plan`, before anything was changed; `nothing to do`; `in place`;
   * `machines in turn`; `new first`; `old first`; `broken` where a run fails, or where the next plan is not
   * empty.
   */
  readonly way: string;
  /** The refusal, the failure, or the addresses that are made again. */
  readonly told: string;
  /** Seconds of the simulated account from the first look to the last step. */
  readonly seconds: number;
}

/** Builds the cluster on an account of its own, makes the change, and looks what has come of it. */
export async function outcomeOf({ before, after }: Edit): Promise<Outcome> {
  const { connection, calls } = simulateAccount({ seed: "changes", latency: "typical", region: "us-west-2", zones: 3 });
  const options = { ...connection, ledger: memoryLedger(), environment: { WORD: "word", OTHER: "other" } };
  try {
    await createCluster(before, options);
  } catch (error) {
    return { way: wayOfRefusal(error), told: `it cannot be built: ${firstProblem(error)}`, seconds: 0 };
  }
  const [began, made] = [connection.clock.now(), calls.length];
  const seconds = () => Math.round((connection.clock.now() - began) / 1000);
  let plan: Plan;
  try {
    plan = await planCluster(after, options);
  } catch (error) {
    return { way: wayOfRefusal(error), told: firstProblem(error), seconds: 0 };
  }
  const notices = plan.notices.filter(({ message }) => !known.test(message)).map(({ message }) => message);
  if (plan.steps.length === 0) return { way: "nothing to do", told: notices.join("; "), seconds: 0 };
  try {
    await createCluster(after, options);
  } catch (error) {
    const writes = calls
      .slice(made)
      .filter(({ operation }) => !/^(?:Describe|Get|List|BatchGet)/.test(operation)).length;
    return { way: "broken", told: `after ${writes} writes: ${firstProblem(error)}`, seconds: seconds() };
  }
  const took = seconds();
  const { steps } = await planCluster(after, options);
  if (steps.length > 0) return { way: "broken", told: `the next plan has ${steps.length} steps`, seconds: took };
  return {
    way: wayOf(plan),
    told: [replaced(plan), ...notices].filter((part) => part !== "").join("; "),
    seconds: took,
  };
}

/** Said of the whole cluster, whatever changes. */
const known = /is declared and no role receives it/;

function wayOfRefusal(error: unknown): string {
  return error instanceof BlueprintError ? "refused by a rule" : "refused by the plan";
}

function firstProblem(error: unknown): string {
  const { diagnostics = [] } = error instanceof BlueprintError || error instanceof ProvisionError ? error : {};
  const [problem = (error as Error).message.split("\n")[0] ?? ""] = diagnostics.flatMap(({ severity, message }) =>
    severity === "error" ? message : [],
  );
  return problem.replaceAll(/-[0-9a-f]{17}\b/g, "-…");
}

function replaced({ steps }: Plan): string {
  const made = steps.filter(({ action, replacement }) => action === "create" && replacement);
  return made.map(({ address }) => address).join(", ");
}

function wayOf({ steps }: Plan): string {
  const made = steps.filter(({ action, replacement }) => action === "create" && replacement);
  if (made.length === 0) return "in place";
  const before = (id: string, first: string): boolean =>
    (steps.find((step) => step.id === id)?.needs ?? []).some(({ step }) => step === first || before(step, first));
  const oldFirst = made.filter(({ id, address }) =>
    steps.some((other) => other.action === "delete" && other.address === address && before(id, other.id)),
  );
  if (oldFirst.length === 0) return "new first";
  const machines = oldFirst.filter(({ kind }) => kind === "instance");
  // Each with what makes it known to its balancer.
  if (oldFirst.some(({ kind }) => kind !== "instance" && kind !== "target")) return "old first";
  return machines.length === 1 || machines.slice(1).every(({ id }, at) => before(id, machines[at]?.id ?? ""))
    ? "machines in turn"
    : "machines at once";
}
