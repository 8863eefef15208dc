import type { Rule } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { type Around, type Deed, hindrance } from "../aws/deed.ts";
import { items } from "../aws/pages.ts";
import { tagKeys, tagValue } from "../aws/tags.ts";
import type { ObservedResource } from "../engine/observed.ts";
import { letsGo } from "../engine/planning/lets-go.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { allScalingGroups } from "./own-scaling-groups.ts";
import { unlessGone } from "./unless-gone.ts";

/** What leads to a target group that is to go: AWS refuses the deletion, or whoever it is would be harmed. */
interface Leading {
  readonly name: string;
  readonly remedy: string;
}

const theirs = "It is not the cluster's: have its owner lead elsewhere or take it away, and plan again.";

/**
 * What leads to target groups that are to go, and is moved by no step: listeners and rules, for which AWS
 * refuses the deletion, and others' Auto Scaling groups, whose launches would fail from then on (Auto Scaling
 * user guide, "Troubleshoot: load balancer issues"). Costs one call for all groups; and where a balancer that
 * uses one stays, one for each of its listeners that may have rules.
 */
export async function forwardingProblems(look: Look, deeds: readonly Deed[], around: Around): Promise<Diagnostic[]> {
  const going = deeds.flatMap(({ step, current }) =>
    step.action === "delete" && current !== undefined ? [{ step, current }] : [],
  );
  if (going.length === 0) return [];
  const groups = await allScalingGroups(look);
  const problems = going.map(async ({ step, current: { id, outputs } }) => {
    const attached = groups
      .filter(({ TargetGroupARNs = [], Tags }) => TargetGroupARNs.includes(id) && !isOwn(look, Tags))
      .map(({ AutoScalingGroupName = "" }) => ({
        name: `the Auto Scaling group ${AutoScalingGroupName}`,
        remedy: theirs,
      }));
    const leading = stringsIn(outputs["balancerArns"]).map((arn) => leadingIn(look, arn, id, around));
    return [...(await Promise.all(leading)).flat(), ...attached].map(({ name, remedy }) =>
      hindrance(step, { message: `${id} is held by ${name}, which no step of the plan moves`, remedy, rule: "held" }),
    );
  });
  return (await Promise.all(problems)).flat();
}

function isOwn({ cluster }: Look, tags: Parameters<typeof tagValue>[0]): boolean {
  return tagValue(tags, tagKeys.cluster) === cluster;
}

/** What of a balancer leads to a target group and is moved by no step. */
async function leadingIn(look: Look, balancerArn: string, id: string, { plan, observed }: Around): Promise<Leading[]> {
  const balancer = observed.find(({ kind, id: own }) => kind === "load-balancer" && own === balancerArn);
  const isGone = (arn: string) => plan.steps.some(({ action, target }) => action === "delete" && target === arn);
  if (isGone(balancerArn)) return [];
  const listeners =
    balancer === undefined
      ? await othersListeners(look, balancerArn)
      : observed.filter(({ kind, props }) => kind === "listener" && props["balancerArn"] === balancerArn);
  const staying = listeners.filter((listener) => !isGone(listener.id));
  const moved = ({ id: own }: { readonly id: string }) =>
    plan.steps.some((step) => step.target === own && letsGo(step, id));
  const naming = staying.filter((listener) => stringsIn(listener.props).includes(id) && !moved(listener));
  // Listeners of network balancers have no rules (ELBv2 API reference, CreateRule).
  const mayHaveRules = balancer?.props["type"] === "network" ? [] : staying;
  const rules = await Promise.all(mayHaveRules.map((listener) => rulesOf(look, listener, id)));
  return [...naming.map(ofListener), ...rules.flat()];
}

type Listening = Pick<ObservedResource, "id" | "address" | "props" | "foreign">;

function ofListener({ address, id, foreign }: Listening): Leading {
  const own = "Take it out of the actions of that listener, and plan again.";
  const pruned = `Let this take it away: prune: [${JSON.stringify(address)}]. Or: ${theirs}`;
  const remedy = foreign === undefined ? own : address.startsWith("listener/") ? pruned : theirs;
  return { name: `${address} (${id})`, remedy };
}

/** The listeners of a balancer that is not the cluster's. */
async function othersListeners(
  { clients: { balancing }, request }: Look,
  LoadBalancerArn: string,
): Promise<Listening[]> {
  const listed = items(
    (Marker) => balancing.describeListeners({ LoadBalancerArn, Marker }, request),
    ({ Listeners }) => Listeners,
    ({ NextMarker }) => NextMarker,
  );
  return ((await unlessGone(listed)) ?? []).map(({ ListenerArn = "", Port, DefaultActions }) => ({
    id: ListenerArn,
    address: `the listener on port ${Port}`,
    props: { DefaultActions },
    foreign: true,
  }));
}

/** The rules of a listener that lead to a target group; Drydock makes none. */
async function rulesOf(
  { clients: { balancing }, request }: Look,
  { id: ListenerArn, address }: Listening,
  targetGroup: string,
): Promise<Leading[]> {
  const listed = items(
    (Marker) => balancing.describeRules({ ListenerArn, Marker }, request),
    ({ Rules }) => Rules,
    ({ NextMarker }) => NextMarker,
  );
  const leads = ({ IsDefault, Actions }: Rule) => IsDefault !== true && stringsIn(Actions).includes(targetGroup);
  return ((await unlessGone(listed)) ?? []).filter(leads).map(({ RuleArn, Priority }) => ({
    name: `the rule of priority ${Priority} of ${address} (${RuleArn})`,
    remedy: theirs,
  }));
}
