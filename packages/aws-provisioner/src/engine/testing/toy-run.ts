import { type Applied, apply } from "../apply.ts";
import type { RunEvent, RunReport, Untimed } from "../event.ts";
import { ResourceGraph } from "../graph.ts";
import { type Ledger, memoryLedger } from "../ledger.ts";
import { makePlan } from "../make-plan.ts";
import { type ObservedState, readState } from "../observed.ts";
import type { Plan } from "../plan.ts";
import { settleOpen } from "../settle-open.ts";
import { stopsOf } from "../stops.ts";
import { planProblems } from "../saved-plan/plan-problems.ts";
import { toyClock } from "./toy-clock.ts";
import { ToyCloud } from "./toy-cloud.ts";
import { toyKinds } from "./toy-kinds.ts";
import { toyProvider } from "./toy-provider.ts";

/** Adds resources to a graph. */
export type Wish = (graph: ResourceGraph) => void;

export const nothing: Wish = () => {};

interface PlanChoices {
  readonly tags?: Readonly<Record<string, string>>;
  readonly including?: readonly string[];
}

interface RunChoices {
  readonly signal?: AbortSignal;
  readonly interrupt?: AbortSignal;
  readonly grace?: number;
  readonly concurrency?: number;
  readonly untilHeld?: () => Promise<void>;
}

/** A plan with what it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly observed: ObservedState;
}

export interface Outcome {
  readonly applied: Applied | undefined;
  readonly error: unknown;
  readonly events: readonly Untimed[];
  readonly report: RunReport | undefined;
}

/** A toy cloud in virtual time, with what plans for it and applies. */
export function toyAccount() {
  const clock = toyClock();
  const cloud = new ToyCloud(clock);
  const ledger: Ledger = memoryLedger();
  let operations = 0;

  const see = () => readState({ cloud, signal: new AbortController().signal }, toyKinds);

  const plan = async (wish: Wish, choices: PlanChoices = {}): Promise<Planned> => {
    const graph = new ResourceGraph();
    wish(graph);
    const observed = await see();
    const made = makePlan({ cluster: "toy", kinds: toyKinds, resources: graph.inOrder(), observed, ...choices });
    // Fields that a kind does not take are what some wishes are about.
    const problems = planProblems(made, toyKinds).filter(({ path }) => !path.includes(".props."));
    if (problems.length > 0) throw new Error(`planning gives what it should refuse: ${JSON.stringify(problems)}`);
    return { observed, plan: made };
  };

  const settle = async (events: Untimed[], signal: AbortSignal) =>
    settleOpen({
      last: await ledger.read("toy"),
      provider: toyProvider(cloud),
      clock,
      signal,
      emit: (event) => void events.push(event),
    });

  const carryOut = async (
    { plan: planned, observed }: Planned,
    events: Untimed[],
    { signal, interrupt, grace, ...choices }: RunChoices & { readonly signal: AbortSignal },
  ): Promise<Outcome> => {
    const stops = stopsOf({ signal, ...(interrupt && { interrupt }), ...(grace && { grace }) }, clock);
    const outcome = await apply({
      plan: planned,
      observed,
      provider: toyProvider(cloud, planned.tags),
      ledger,
      clock,
      newOperation: () => `operation ${++operations}`,
      emit: (event) => void events.push(event),
      signal: stops.signal,
      interruption: stops,
      ...choices,
    }).then(
      (applied) => ({ applied, error: undefined }),
      (error: unknown) => ({ applied: undefined, error }),
    );
    const done = events.find((event): event is Extract<RunEvent, { type: "done" }> => event.type === "done");
    return { ...outcome, events, report: done?.report };
  };

  /** Applies a plan that was made before. */
  const run = async (planned: Planned, choices: RunChoices = {}): Promise<Outcome> => {
    const { signal = new AbortController().signal } = choices;
    const events: Untimed[] = [];
    const open = await settle(events, signal);
    const observed = open === undefined ? planned.observed : await see();
    return carryOut({ ...planned, observed }, events, { ...choices, signal });
  };

  const build = async (wish: Wish, choices: PlanChoices & RunChoices = {}): Promise<Outcome> => {
    const { tags, including, signal = new AbortController().signal, ...rest } = choices;
    const events: Untimed[] = [];
    await settle(events, signal);
    const planned = await plan(wish, { ...(tags && { tags }), ...(including && { including }) });
    return carryOut(planned, events, { ...rest, signal });
  };

  return { clock, cloud, ledger, see, plan, run, build };
}
