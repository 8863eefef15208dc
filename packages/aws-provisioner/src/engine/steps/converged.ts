import { differences, mindedBy, tagDifferences, tagKeyOf } from "../diff.ts";
import { ProvisionError } from "../error.ts";
import type { Cloud } from "../kind.ts";
import { mutate } from "../mutate.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { minded } from "../shared.ts";
import { widened } from "../widened.ts";
import type { StepScope } from "./step-scope.ts";
import { NoFurther, undertaken } from "./undertaken.ts";
import { stable, waitLimits } from "./wait.ts";
import { waitFor } from "./wait-for.ts";

/** What a listing must show of a resource that was changed. */
interface Converged {
  readonly props: Readonly<Record<string, unknown>>;
  /** What it is to have in the end, where it keeps for a while what it is to lose: of that some may go. */
  readonly least?: Readonly<Record<string, unknown>>;
  /** Keys of the tags that were written or taken away; of others nobody can know who changes them. */
  readonly tagKeys: readonly string[];
  /**
   * Is told of a listing that shows it at rest with other fields, for longer than listings lag: that ends the
   * wait.
   */
  readonly onStray?: (() => void) | undefined;
  /** Clock time at which it was waited for first. Default now. */
  readonly since?: number;
}

/**
 * Waits until a listing shows the fields, and the tags that were changed, as they should be, and tells how
 * far the provider is with what it does by itself. What comes no further in the kind's time is called off,
 * and told with what there was to say of it then.
 *
 * @returns It as it is: as it should be, unless `onStray` was called.
 * @throws {ProvisionError} `step-failed` when the provider has given that up.
 */
export async function untilConverged<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  changed: ObservedResource,
  { props, least, tagKeys, onStray, since }: Converged,
): Promise<ObservedResource> {
  const { kind, tags, clock } = scope;
  const lag = scope.provider.lagOf(kind.name).usual * 1000;
  let strayedAt: number | undefined;
  const limits = waitLimits(kind, scope.resource);
  const waited = since === undefined ? 0 : (clock.now() - since) / 1000;
  const limitSeconds = (kind.updateSeconds?.(changed.props, props) ?? limits.limitSeconds) - waited;
  const wanted = mindedBy(step, kind, props);
  const isThere = stable(step.address, changed.id);
  let lacking: string | undefined;
  const wait = (follow: (listing: readonly ObservedResource[]) => void) => {
    const converged = (listing: readonly ObservedResource[]) => {
      follow(listing);
      lacking = undefined;
      const current = isThere(listing);
      if (current === undefined) return undefined;
      const own = minded(kind.shared, current.props, wanted, step.removes ?? {});
      const asked = least === undefined ? wanted : mindedBy(step, kind, widened(kind, own, least));
      const isAtRest = current.undertaking?.state !== "under-way";
      const differing = differences(kind, asked, own).map(({ field }) => field);
      if (differing.length > 0) {
        lacking = `not as it should be: ${differing.join(", ")}`;
        if (onStray === undefined || !isAtRest) return undefined;
        strayedAt ??= clock.now();
        if (clock.now() - strayedAt <= lag) return undefined;
        onStray();
        return current;
      }
      strayedAt = undefined;
      const untagged = tagDifferences(current.tags, tags)
        .map(tagKeyOf)
        .filter((key) => tagKeys.includes(key));
      if (untagged.length === 0) return current;
      lacking = `with other tags than it should have: ${untagged.join(", ")}`;
      return undefined;
    };
    const awaited = { ...limits, limitSeconds, depth: "fields", of: changed, ended: true } as const;
    const asks = kind.updateSeconds?.(changed.props, props) === undefined;
    return waitFor(scope, changed, { ...awaited, tells: false, asks, lacks: () => lacking }, converged);
  };
  const told = { step, changed, onWaiting: scope.onWaiting, now: () => clock.now() };
  try {
    return await wait(undertaken(told, { patience: kind.patience?.(props, changed) }));
  } catch (error) {
    if (!(error instanceof NoFurther)) throw error;
    const why = await calledOff(step, scope, error);
    return wait(undertaken(told, { why }));
  }
}

/** Calls off what comes no further, and gives what there is to say of that, asked before it is gone. */
async function calledOff<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  { current, seconds }: NoFurther,
): Promise<string> {
  const { kind, provider, signal } = scope;
  const { callOff } = kind;
  const { told: why } = (await kind.explain?.(provider.look(signal), current, new Date(scope.clock.now()))) ?? {
    told: "no reason given",
  };
  const told = `no further in ${seconds} s: ${why}`;
  if (callOff === undefined)
    throw new ProvisionError("step-failed", `${step.address} came ${told}`, { address: step.address });
  scope.onWaiting(`calls it off, which came ${told}`);
  await mutate(scope, { step, verb: "update", props: current.undertaking?.id, call: (at) => callOff(at, current) });
  return `it came ${told}`;
}
