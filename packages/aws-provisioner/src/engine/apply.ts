import type { ApplyInput } from "./apply-input.ts";
import { awaitLevels } from "./await-levels.ts";
import { closedRecord } from "./closed-record.ts";
import { deletedBefore, withoutMade } from "./deleted-before.ts";
import { asError, ProvisionError } from "./error.ts";
import { failureOf, failureOfStep, throwAny } from "./failures.ts";
import { Forerunners } from "./forerunners.ts";
import { claimantsIn, kindsByName, type Resource } from "./graph.ts";
import { membersOfRows, othersInRow } from "./row-members.ts";
import type { Cloud } from "./kind.ts";
import { keyOf, type ObservedResource } from "./observed.ts";
import type { PlanStep } from "./plan.ts";
import { freedOtherwise } from "./freed-otherwise.ts";
import { Interruptible } from "./interruptible.ts";
import { Progress } from "./progress.ts";
import { leavingOf, resumptionOf } from "./resumption.ts";
import { runSteps } from "./run-steps.ts";
import { crowded } from "./seen-late.ts";
import { madeBefore, standingCreations } from "./standing-creations.ts";
import { create } from "./steps/create.ts";
import { remove } from "./steps/remove.ts";
import { refuseOutdated } from "./steps/unchanged-since.ts";
import { update } from "./steps/update.ts";
import { unlessOvertaken } from "./unless-overtaken.ts";
import { Watch } from "./watch.ts";

/** What an apply left: every live resource that it knows of. */
export interface Applied {
  readonly live: ReadonlyMap<string, ObservedResource>;
  /** The last listing of a kind, where it was made after the last change to that kind. */
  readonly lastListing: (kind: string) => readonly ObservedResource[] | undefined;
}

const perform = { create, update, delete: remove } as const;

/**
 * Carries out a plan: steps start as soon as what they need has come far enough, the one with the longest
 * path behind it first. A failed step skips only what depends on it; everything else finishes, and then the
 * causes are thrown together. When all is done it waits until what should be has come to its level. On abort
 * no step starts any more, and the promise rejects with the signal's reason. Where it is interrupted, calls
 * in flight are still awaited for its grace.
 *
 * @throws {ProvisionError} `plan-outdated`, before any change, when what it creates is there already, or what
 * it changes is not as it was; the cause; an `AggregateError` of several; `interrupted` where anything is
 * left to do.
 */
export async function apply<C extends Cloud>(input: ApplyInput<C>): Promise<Applied> {
  const { plan, observed, provider, ledger, clock, newOperation, signal, emit, concurrency = 32 } = input;
  const live = liveBefore(input);
  const kindOf = kindsByName(provider.kinds);
  const watch = new Watch(provider, clock, signal);
  const atEnd = async (progress: Progress) =>
    unlessOvertaken(input, async (until) => {
      const own = { watch: new Watch(provider, clock, until), signal: until, progress };
      return awaitLevels({ resources: plan.resources, kindOf, live, provider, clock, ...own });
    });
  const last = await ledger.read(plan.cluster);
  // The operation of one that was cut short is continued, so that its tokens are sent again.
  const open = last?.state === "open" ? last : undefined;
  if (plan.steps.length === 0) {
    const found = { plan, observed: observed.resources, live, provider, now: clock.now() };
    if (open !== undefined) await ledger.write(closedRecord(open, found));
    const progress = new Progress([], clock, emit);
    throwAny(await atEnd(progress));
    return { live, lastListing: () => undefined };
  }
  const resumed = resumptionOf(open, plan, observed);
  if (resumed === undefined) refuseOutdated(plan, observed.resources, kindOf);
  const standing = standingCreations(plan, observed, resumed !== undefined);
  const operation = open?.operation ?? newOperation();
  const leaving = (resumed && open?.leaving) ?? leavingOf(plan, observed);
  const deleted = deletedBefore(last, { observed: observed.resources, provider, now: clock.now() });
  const record = { format: 1, cluster: plan.cluster, operation, plan, leaving } as const;
  const opened = { ...record, ...withoutMade(deleted, live, kindOf), state: "open", at: clock.now() } as const;
  await ledger.write(opened);
  const ending = new Interruptible({ ...input, record: opened });
  const made = madeBefore(standing);
  const resources = new Map(plan.resources.map((resource) => [resource.address, resource]));
  const rows = membersOfRows(plan.resources);
  const onItsWay = ({ address }: Resource) => live.get(address)?.status === "pending" || live.get(address)?.presumed;
  const claimed = claimantsIn(plan.resources.filter(onItsWay));
  const seen = new Map(observed.resources.map((resource) => [keyOf(resource), resource]));
  const tell: typeof emit = (event) => {
    // What the caller has given as the reason of a cancellation is told as it is.
    const isFailure = event.type === "failed" && !(signal.aborted && isReason(event.error, signal.reason));
    emit(isFailure ? { ...event, error: failureOfStep(event, provider.advice) } : event);
  };
  const progress = new Progress(plan.steps, clock, tell, (step) => ending.calls.has(step));
  const neededStable = new Set(
    plan.steps.flatMap(({ needs }) => needs.flatMap(({ step, reached }) => (reached === "stable" ? [step] : []))),
  );
  const forerunners = new Forerunners(crowded(plan, kindOf));

  const overAt = new Map<string, number>();
  const run = async (step: PlanStep, onAccepted: () => void, onQueued: () => void): Promise<void> => {
    await perform[step.action](step, {
      provider,
      clock,
      signal,
      cut: ending.cut,
      calls: ending.calls,
      operation,
      patience: input.patience,
      kind: kindOf(step.kind),
      kindOf,
      resource: resources.get(step.address),
      endsAccepted: resources.get(step.address)?.wait === "accepted" && !neededStable.has(step.id),
      resourceAt: (address) => resources.get(address),
      recordedAt: (address) => last?.plan.resources.find((one) => one.address === address),
      known: () => [...seen.values()],
      freedBy: (ids, held) =>
        progress.freedBy(ids, held) ?? freedOtherwise(seen.values(), { ids, held, kindOf, progress }),
      claimedAt: (place) => (claimed.get(place) ?? []).map(({ address }) => address),
      inRow: () => othersInRow(rows, resources.get(step.address)),
      tags: plan.tags,
      watch,
      forerunners,
      live,
      standing: (kind, id) => [...live.values()].find((one) => one.kind === kind && one.id === id),
      seen: (id) => seen.get(keyOf({ kind: step.kind, id })),
      madeBefore: (address) => made.get(address),
      resumed,
      onChange: (kind) => watch.changed(kind),
      onRetry: (retried, reason, inSeconds) => emit({ type: "retrying", step: retried, reason, inSeconds }),
      onAccepted,
      onQueue: (seconds) => {
        progress.takes(step, seconds + step.seconds);
        onQueued();
      },
      overAt: (id) => overAt.get(id),
      onWaiting: (reason, seconds = 0) => {
        progress.takes(step, seconds);
        emit({ type: "waiting", step, reason, eta: progress.eta() });
      },
    });
    overAt.set(step.id, clock.now());
  };
  await runSteps({ progress, signal, concurrency, run, failureOf: (error) => ending.failureOf(error) });
  // What failed may have met what another run has changed by then: that one is told of instead.
  if (progress.failures().length > 0) await input.untilHeld?.().catch(() => {});

  const stopped = ending.isAsked() ? "the interruption" : "the cancellation";
  const stuck = progress.skipRest(signal.aborted ? stopped : "a step that never comes");
  const [left, failures] = [progress.left(), progress.failures()];
  const isCancelled = signal.aborted && !ending.isAsked();
  const isDone = !isCancelled && [failures, stuck, left].every(({ length }) => length === 0);
  await ending.over();
  // Nothing is open any more while the rest is awaited.
  if (isDone)
    await ledger.write({ ...record, ...withoutMade(deleted, live, kindOf), state: "closed", at: clock.now() });
  else await ending.leaveOpen(live);
  const unreached = isDone && !signal.aborted ? await atEnd(progress).catch((error: unknown) => [asError(error)]) : [];
  const report = progress.report();
  emit({ type: "done", report });
  const isInterrupted = ending.isAsked();
  if (isCancelled || (signal.aborted && !isInterrupted)) throw signal.reason;
  const failed = failures.length === 0 ? undefined : failureOf(failures, provider);
  if (isInterrupted && stuck.length + left.length > 0) {
    // Whoever has stopped it at once after that has a reason of his own.
    throw ending.cut.aborted && ending.cut.reason !== signal.reason
      ? ending.cut.reason
      : ending.error({ report, left, failed });
  }
  if (failed !== undefined) throw failed;
  if (stuck.length > 0) throw notInOrder(stuck);
  throwAny(unreached);
  return { live, lastListing: (kind) => watch.lastListing(kind) };
}

/**
 * What is there and stays, by address, without what a step is about to make. Of what an interrupted
 * replacement left under one address, what goes is not it.
 */
function liveBefore<C extends Cloud>({ plan, observed }: ApplyInput<C>): Map<string, ObservedResource> {
  const alive = observed.resources.filter(({ status }) => status !== "deleting");
  const going = new Set(
    plan.steps.flatMap(({ action, kind, target: id = "" }) => (action === "delete" ? [keyOf({ kind, id })] : [])),
  );
  const [leaving, staying] = [
    alive.filter((one) => going.has(keyOf(one))),
    alive.filter((one) => !going.has(keyOf(one))),
  ];
  const live = new Map([...leaving, ...staying].map((resource) => [resource.address, resource]));
  for (const step of plan.steps) if (step.action === "create") live.delete(step.address);
  return live;
}

/**
 * Only a plan that was changed by hand can need what it does not have, or have steps that need each other.
 */
function notInOrder(stuck: readonly PlanStep[]): ProvisionError {
  const ids = stuck.map(({ id }) => id).join(", ");
  return new ProvisionError("unplannable", `no order of the plan's steps leads to: ${ids}`, { hint: "Plan again." });
}

function isReason(error: Error, reason: unknown): boolean {
  return error === reason || (!(reason instanceof Error) && error.message === asError(reason).message);
}
