import type { Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import { firstPause, nextPause } from "../watch-pause.ts";
import { unlessUnheard } from "./served.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * Before an update by which the provider replaces all members: waits while the first checks of some are under
 * way, so that it does not take those that serve while others are not known to. What does not serve, or takes
 * longer than is usual, keeps nobody: the update may be what mends it.
 */
export async function settled<C extends Cloud>(
  step: PlanStep,
  scope: StepScope<C>,
  current: ObservedResource,
  props: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { kind, live, kindOf } = scope;
  if (kind.updateSeconds?.(current.props, { ...current.props, ...props }) === undefined) return;
  const own = [...live.values()].filter((one) => {
    const { diesWith } = kindOf(one.kind);
    return diesWith?.kind === kind.name && one.props[diesWith.field] === current.id;
  });
  await Promise.all(own.map((one) => checked(one, scope)));
}

async function checked<C extends Cloud>(one: ObservedResource, scope: StepScope<C>): Promise<void> {
  const { kindOf, clock, provider, signal, onWaiting } = scope;
  const { serving } = kindOf(one.kind);
  if (serving?.comes === undefined) return;
  const began = clock.now();
  const usual = serving.seconds(one.props) * 1000;
  let told: string | undefined;
  for (let pause = firstPause; ; pause = nextPause(pause, usual, clock.now() - began)) {
    const comes = await unlessUnheard(scope, one.kind, async () => serving.comes?.(provider.look(signal), one));
    if (comes === undefined || clock.now() - began > 2 * usual) return;
    if (comes !== told) onWaiting(`until the first checks at ${one.address} are over: ${comes}`, usual / 1000);
    told = comes;
    await clock.sleep(pause, signal);
  }
}
