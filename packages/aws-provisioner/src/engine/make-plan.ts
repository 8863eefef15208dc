import type { Diagnostic } from "@drydock/systemd/ground";
import { gathered } from "./gather.ts";
import { inOrder, kindsByName, type Resource } from "./graph.ts";
import type { AnyKind } from "./kind.ts";
import { byKey, type ObservedResource, type ObservedState } from "./observed.ts";
import type { Notice, Plan } from "./plan.ts";
import { choose } from "./planning/choose.ts";
import { comingOf, ownerOf } from "./planning/circumstances.ts";
import { type Decision, decide, othersIn } from "./planning/decide.ts";
import {
  foreignNotices,
  goingNotices,
  isOnlyOthers,
  keptByOthers,
  stayingNotices,
  whereOthersGo,
} from "./planning/others.ts";
import { deletingStep, makingStep } from "./planning/plan-steps.ts";
import { isNamed, preciousNotice, refusePreciousReplacement } from "./planning/precious.ts";
import { orderSteps } from "./planning/order-steps.ts";
import { refuseChanges, refusedChanges } from "./planning/refuse-changes.ts";
import { resolveKnown } from "./planning/resolve-known.ts";
import { twinNotice } from "./planning/twin-notice.ts";
import { standingBy } from "./planning/standing-by.ts";
import { sortOut } from "./planning/sort-out.ts";
import { unreplacedNotices } from "./planning/unreplaced.ts";
import { withWait } from "./planning/wait-of.ts";

export interface PlanInput {
  readonly cluster: string;
  readonly kinds: readonly AnyKind[];
  /** What should be; empty for a destroy. */
  readonly resources: readonly Resource[];
  /** What is. Deletes only what it holds. */
  readonly observed: ObservedState;
  /** Tags of the blueprint on every resource. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Addresses of precious resources that may be deleted or replaced; `*` at the end stands for any rest. */
  readonly including?: readonly string[];
  /**
   * Addresses of resources from which others' entries are to be taken away; `*` at the end stands for any
   * rest.
   */
  readonly prune?: readonly string[];
  readonly notices?: readonly Notice[];
  /** What else is known of these changes never to work: the plan is refused for it. */
  readonly problems?: readonly Diagnostic[];
}

/**
 * Compares what should be with what is, and gives the steps between them with their order. Pure: it reads and
 * writes nothing.
 *
 * @throws {ProvisionError} `unplannable`, `ambiguous` or `precious`.
 */
export function makePlan(input: PlanInput): Plan {
  const { cluster, kinds, observed, tags = {}, including = [], prune = [], notices = [] } = input;
  const kindOf = kindsByName(kinds);
  const resources = inOrder(input.resources);
  const { decisions, superseded, twins } = decideAll(resources, kindOf, observed, tags, prune);
  const unwanted = observed.resources.filter(({ address }) => !decisions.has(address));
  const isForeign = (one: ObservedResource) => one.foreign === true && !isNamed(one.address, prune);
  const foreign = unwanted.filter(isForeign);
  const orphans = unwanted.filter((one) => !isForeign(one));
  const replaced = [...decisions.values()].flatMap(({ action, current }) => (action === "replace" ? [current] : []));
  const ids = new Set(observed.resources.map(({ id }) => id));
  const sorted = [...superseded, ...orphans, ...replaced].map((resource) => {
    const sorting = { wanted: undefined, prunes: isNamed(resource.address, prune), owns: (id: string) => ids.has(id) };
    return { resource, ...sortOut(kindOf(resource.kind), resource, sorting) };
  });
  const going = sorted.flatMap(({ resource, own, others }) =>
    isOnlyOthers(kindOf(resource.kind), own, others) ? [] : [resource],
  );
  const kept = going.filter(
    ({ kind, address, props }) => kindOf(kind).precious?.(props) === true && !isNamed(address, including),
  );
  const keptOnes = new Set(kept);
  const leavingAll = going.filter((resource) => !keptOnes.has(resource));
  const others = whereOthersGo(
    sorted.filter(({ resource }) => !keptOnes.has(resource)).flatMap((one) => one.others),
    leavingAll,
    kindOf,
  );
  refuseChanges(cluster, [
    ...(input.problems ?? []),
    ...refusedChanges(decisions.values()),
    ...keptByOthers(others.going, leavingAll),
  ]);
  refusePreciousReplacement(kept, decisions);

  const making = [...decisions.values()].flatMap((decision) =>
    makingStep(decision, comingOf(decision, decisions)).map((step) => ({ resource: decision.resource, step })),
  );
  const [leavingOnes, replacedOnes] = [new Set(leavingAll), new Set(replaced)];
  const goingAt = gathered(going, ({ address }) => address);
  const standing = byKey(observed.resources);
  const leaving = sorted
    .filter(({ resource }) => leavingOnes.has(resource))
    .map(({ resource, own, removes }) => {
      const { address } = resource;
      const kind = kindOf(resource.kind);
      const alone = !decisions.has(address) && goingAt.get(address)?.length === 1;
      return {
        resource,
        kind,
        step: deletingStep({ own, removes }, kind, {
          replacement: replacedOnes.has(resource),
          alone,
          wanted: decisions.get(address)?.resource.props ?? {},
          owner: ownerOf({ kind, resource }, standing, decisions),
        }),
      };
    });

  const steps = orderSteps({ making, leaving, decisions, going, resources, observed: observed.resources, kinds });
  refuseChanges(cluster, steps.problems);
  return {
    format: 1,
    cluster,
    steps: steps.ordered.map((step) => withWait(step, decisions.get(step.address))),
    unchanged: [...decisions].flatMap(([address, { action }]) => (action === "keep" ? [address] : [])),
    resources: [...decisions.values()].map(({ resource }) => resource),
    tags,
    notices: [
      ...notices,
      ...twins.map(twinNotice),
      ...kept.map(preciousNotice),
      ...stayingNotices([...[...decisions.values()].flatMap(othersIn), ...others.staying]),
      ...unreplacedNotices(decisions.values()),
      ...goingNotices(others.going),
      ...foreignNotices(foreign, leavingAll, kindOf),
    ],
  };
}

/**
 * What is to happen to each address that the blueprint has, producers first; and what else lives under one of
 * them.
 */
function decideAll(
  resources: readonly Resource[],
  kindOf: (name: string) => AnyKind,
  observed: ObservedState,
  tags: Readonly<Record<string, string>>,
  prune: readonly string[],
): {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly superseded: readonly ObservedResource[];
  readonly twins: readonly ObservedResource[];
} {
  const decisions = new Map<string, Decision>();
  const superseded: ObservedResource[] = [];
  const twins: ObservedResource[] = [];
  const ids = new Set(observed.resources.map(({ id }) => id));
  const staying = new Set<string>();
  const standingAt = gathered(observed.resources, ({ address }) => address);
  const standing = standingBy(observed.resources);
  const owns = (id: string) => ids.has(id);
  const stays = (id: string) => staying.has(id);
  for (const resource of resources) {
    const { address } = resource;
    const kind = kindOf(resource.kind);
    const props = resolveKnown(resource, decisions);
    const { current, rest, twins: more } = choose(kind, props, standingAt.get(address) ?? [], standing);
    superseded.push(...rest);
    twins.push(...more);
    const decision = decide({ resource, kind, props, tags, prunes: isNamed(address, prune), owns, stays }, current);
    decisions.set(address, decision);
    if (decision.current !== undefined && decision.action !== "replace") staying.add(decision.current.id);
  }
  return { decisions, superseded, twins };
}
