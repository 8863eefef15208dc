import type { Clock } from "./clock.ts";
import { ProvisionError, reasonOf } from "./error.ts";
import type { Untimed } from "./event.ts";
import { execute } from "./execute.ts";
import { kindsByName } from "./graph.ts";
import type { Cloud } from "./kind.ts";
import { unlistedCreations } from "./unlisted-creations.ts";
import type { Ledger } from "./ledger.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { Progress } from "./progress.ts";
import type { Provider } from "./provider.ts";
import { secondsToEnd } from "./schedule.ts";
import { Watch } from "./watch.ts";
import type { ObservedResource, ObservedState } from "./observed.ts";

export interface ApplyInput<C extends Cloud> {
  readonly plan: Plan;
  /** The account as it is now; steps whose target has changed since the plan refuse. */
  readonly observed: ObservedState;
  readonly provider: Provider<C>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** A fresh random id, for an operation that no open record continues. */
  readonly newOperation: () => string;
  readonly signal: AbortSignal;
  readonly emit: (event: Untimed) => void;
  /** Mutations in flight at once. */
  readonly concurrency?: number;
}

/** What an apply left: every live resource that it knows of. */
export interface Applied {
  readonly live: ReadonlyMap<string, ObservedResource>;
  /** The last listing of a kind, where it was made after the last change to that kind. */
  readonly lastListing: (kind: string) => readonly ObservedResource[] | undefined;
}

/**
 * Carries out a plan: steps start as soon as what they need has come far enough, the one with the longest path behind it first.
 * A failed step skips only what depends on it; everything else finishes, and then the causes are thrown together. On abort no
 * step starts any more, and the promise rejects with the signal's reason.
 */
export async function apply<C extends Cloud>(input: ApplyInput<C>): Promise<Applied> {
  const { plan, observed, provider, ledger, clock, signal, emit, concurrency = 32 } = input;
  const live = new Map(
    observed.resources.filter(({ status }) => status !== "deleting").map((found) => [found.address, found]),
  );
  for (const step of plan.steps) if (step.action === "create" && !step.replacement) live.delete(step.address);
  if (plan.steps.length === 0) return { live, lastListing: () => undefined };

  const { operation, interrupted } = await openOperation(input);
  const late = interrupted ? await unlistedCreations(input) : new Map<string, ObservedResource>();
  const kindOf = kindsByName(provider.kinds);
  const resources = new Map(plan.resources.map((resource) => [resource.address, resource]));
  const seenById = new Map(observed.resources.map((found) => [`${found.kind} ${found.id}`, found]));
  const watch = new Watch(provider, clock, signal);
  const progress = new Progress(plan.steps, clock, emit);
  const priority = secondsToEnd(plan.steps);

  const run = (step: PlanStep): Promise<void> =>
    execute(step, {
      provider,
      clock,
      signal,
      operation,
      kind: kindOf(step.kind),
      resource: resources.get(step.address),
      tags: plan.tags,
      watch,
      live,
      seen: (id) => seenById.get(`${step.kind} ${id}`),
      unlisted: (address) => late.get(address),
      kindOf,
      onChange: (kind) => watch.changed(kind),
      onRetry: (retried, reason, inSeconds) => emit({ type: "retrying", step: retried, reason, inSeconds }),
      onAccepted: () => {
        progress.accepted(step);
        release(step);
      },
      onWaiting: (reason) => emit({ type: "waiting", step, reason, eta: progress.eta() }),
    });

  // A step holds a slot only until its call is accepted: waiting costs the account nothing.
  const holding = new Set<PlanStep>();
  const release = (step: PlanStep) => {
    if (holding.delete(step)) startReady();
  };
  let finish: () => void = () => {};
  const over = new Promise<void>((resolve) => (finish = resolve));

  const startReady = () => {
    // Asked anew for each step: one that makes no call is over before `begin` returns, and has started others by then.
    while (!signal.aborted && holding.size < concurrency) {
      const [next] = progress.ready().toSorted((a, b) => priority.get(b.id)! - priority.get(a.id)!);
      if (next === undefined) break;
      begin(next);
    }
    if (progress.idle()) finish();
  };
  const begin = (step: PlanStep) => {
    holding.add(step);
    progress.started(step);
    run(step)
      .then(
        () => progress.finished(step),
        (error: unknown) => progress.failed(step, signal.aborted ? asError(signal.reason) : asError(error)),
      )
      .finally(() => {
        holding.delete(step);
        startReady();
      });
  };
  startReady();
  await over;

  if (signal.aborted) {
    progress.skipRest("the run was cancelled");
    emit({ type: "done", report: progress.report() });
    throw signal.reason;
  }
  emit({ type: "done", report: progress.report() });
  const failures = progress.failures();
  if (failures.length > 0) throw failure(failures);
  await ledger.write({ format: 1, cluster: plan.cluster, operation, plan, state: "closed" });
  return { live, lastListing: (kind) => watch.lastListing(kind) };
}

/** Continues the operation that an interrupted apply left open, so that its tokens are sent again; begins one otherwise. */
async function openOperation<C extends Cloud>({ plan, ledger, newOperation }: ApplyInput<C>) {
  const last = await ledger.read(plan.cluster);
  const interrupted = last?.state === "open";
  const operation = interrupted ? last.operation : newOperation();
  await ledger.write({ format: 1, cluster: plan.cluster, operation, plan, state: "open" });
  return { operation, interrupted };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** One error that names every cause, and nothing that was only skipped because of one. */
function failure(causes: readonly { readonly step: PlanStep; readonly error: Error }[]): Error {
  const errors = causes.map(({ step, error }) =>
    error instanceof ProvisionError
      ? error
      : new ProvisionError("step-failed", `cannot ${step.action} ${step.address}: ${reasonOf(error)}`, {
          address: step.address,
          cause: error,
        }),
  );
  return errors.length === 1 ? errors[0]! : new AggregateError(errors, errors.map(({ message }) => message).join("\n"));
}
