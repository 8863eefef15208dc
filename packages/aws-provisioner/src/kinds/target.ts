import type { TargetDescription, TargetHealth, TargetHealthStateEnum } from "@aws-sdk/client-elastic-load-balancing-v2";
import * as z from "zod/mini";
import type { Look } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { statusOf } from "../aws/status-of.ts";
import { nameFrom } from "../aws/tags.ts";
import type { Status } from "../engine/kind.ts";
import { isListed, nameInCluster, ownTargetGroups, type TaggedTargets } from "./balancing.ts";
import { explainingMachines, explainMachine, whereTold } from "./explain-machine.ts";
import { Instance } from "./instance.ts";
import { lackingHealth, secondsToHealth } from "./lacking-health.ts";
import { ownInstances } from "./own-instances.ts";
import { TargetGroup } from "./target-group.ts";
import { unlessGone } from "./unless-gone.ts";
import { unlessRefused } from "./unless-refused.ts";

/** Of a target in each state (ELBv2 API reference, TargetHealth); `unused` has two meanings. */
const statuses: Readonly<Record<TargetHealthStateEnum, Status>> = {
  healthy: "ready",
  initial: "pending",
  unhealthy: "pending",
  "unhealthy.draining": "pending",
  unused: "pending",
  // Its group checks no health.
  unavailable: "ready",
  draining: "deleting",
};

/** A machine in a target group, by its name there: `db-0a1b2c/db-1`. */
interface Registration {
  readonly targetGroupArn: string;
  readonly target: string;
  readonly name: string;
  /** Where it is registered at another port than its group's, which Drydock's never are. */
  readonly port?: number | undefined;
  readonly foreign?: true | undefined;
  /** Absent right after it was made. */
  readonly health?: TargetHealth | undefined;
}

const props = z.object({
  targetGroupArn: z.string(),
  target: z.string(),
  /** Only where it is not its group's, as with others' targets. */
  port: z.optional(z.int()),
  /** Seconds for which it answers what it was sent before, when it leaves. */
  drain: z.optional(z.number()),
  /** What sends to it. */
  behind: z.optional(z.enum(["network", "application"])),
});

/**
 * A machine that a balancer sends to, ready when it is healthy there. It bears no tags: its name is that of
 * its group on AWS, without the cluster's, and its machine's. What else is registered in such a group, other
 * people's machines or another port of one, is others'.
 */
export const Target = kind("target", {
  service: "balancing",
  discovery: { seenWith: TargetGroup.name },
  usedBy: (design) =>
    design.balancers.some(({ listeners }) =>
      listeners.some(({ target }) =>
        design.roles.some(({ name, nodes }) => name === target.role && nodes.kind === "machines"),
      ),
    ),
  props,
  mutable: [],
  unread: ["drain", "behind"],
  diesWith: { kind: TargetGroup.name, field: "targetGroupArn" },
  notHolding: ["target"],
  leavesBy: "targetGroupArn",
  servesIn: "targetGroupArn",
  // It drains for the group's delay, of which AWS's default is 300 s.
  deletion: "polled",
  stable: { means: "is healthy, or its group is used by no listener", passing: true },
  serving: {
    means: "is healthy behind a balancer",
    source: "aws-load-balancer-controller#1786: a network balancer takes minutes to begin",
    seconds: ({ behind = "application" }) => secondsToHealth[behind],
    lacks: (look, { props: { targetGroupArn, target } }) => lackingHealth(look, targetGroupArn, [target]),
  },
  seconds: { create: 30, delete: 300 },
  // Until a network balancer sends to a new target pass minutes, whatever its checks say (kubernetes-sigs/
  // aws-load-balancer-controller#1786). To a group that is new as well, none sends at first, and none checks.
  secondsOf: ({ drain, behind = "application" }, { replaces, owner, late }) => ({
    create: replaces || owner || late ? secondsToHealth[behind] : 1,
    delete: drain ?? (typeof owner?.["drain"] === "number" ? owner["drain"] : 300),
  }),
  permissions: {
    find: [
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetHealth",
      "ec2:DescribeInstances",
    ],
    create: ["elasticloadbalancing:RegisterTargets", ...explainingMachines],
    delete: ["elasticloadbalancing:DeregisterTargets"],
  },
  async find(look) {
    const groups = (await ownTargetGroups(look)).filter(({ tags }) => isListed(tags));
    if (groups.length === 0) return [];
    const named = machineNames(look);
    return (await Promise.all(groups.map((group) => registrations(look, group, named)))).flat();
  },
  findAgain: healthAgain,
  read({ targetGroupArn, target, name, port, foreign, health }: Registration) {
    const { State, Reason, Description } = health ?? {};
    const own: z.infer<typeof props> = { targetGroupArn, target, ...(port !== undefined && { port }) };
    return {
      id: `${targetGroupArn}/${target}${port === undefined ? "" : `:${port}`}`,
      name,
      props: own,
      ...(foreign && { foreign }),
      outputs: {},
      // No listener uses the group: nobody checks it, and nobody is sent to it.
      status: Reason === "Target.NotInUse" ? "ready" : statusOf(statuses, State),
      reason: [Reason, Description].filter((text) => text !== undefined).join(": ") || undefined,
    };
  },
  async create({ clients: { balancing }, name, request }, { targetGroupArn, target }) {
    await balancing.registerTargets({ TargetGroupArn: targetGroupArn, Targets: [{ Id: target }] }, request);
    return { targetGroupArn, target, name };
  },
  async delete({ clients: { balancing }, request }, { props: { targetGroupArn, target, port } }) {
    const input = { TargetGroupArn: targetGroupArn, Targets: [{ Id: target, Port: port }] };
    // A machine that has ended is no target any more (ELBv2 API reference, DeregisterTargets).
    await unlessRefused(["InvalidTargetException"], balancing.deregisterTargets(input, request));
  },
  explain: async (look, { props: { targetGroupArn, target } }) =>
    whereTold(await explainMachine(look, target, [targetGroupArn])),
});

/** One call for each group: no listing tells targets. */
async function registrations(
  { clients: { balancing }, cluster, request }: Look,
  { group }: TaggedTargets,
  named: Promise<ReadonlyMap<string, string | null>>,
): Promise<Registration[]> {
  const { TargetGroupArn: targetGroupArn = "", TargetGroupName = "", Port } = group;
  const groupName = nameInCluster(cluster, TargetGroupName);
  const answer = await unlessGone(balancing.describeTargetHealth({ TargetGroupArn: targetGroupArn }, request));
  const portOf = ({ Port: own }: TargetDescription) => (own === Port ? undefined : own);
  const names = await named;
  return (answer?.TargetHealthDescriptions ?? []).flatMap(({ Target: one, TargetHealth: health }) => {
    const { Id: target = "" } = one ?? {};
    const machine = names.get(target);
    // A machine of the cluster's that has ended, or a target that somebody takes away: it ends by itself.
    if (machine === null || (machine === undefined && health?.State === "draining")) return [];
    if (one === undefined) return [];
    const port = portOf(one);
    if (machine !== undefined && port === undefined)
      return [{ targetGroupArn, target, name: `${groupName}/${machine}`, health }];
    const name = `${groupName}/${target}${port === undefined ? "" : `:${port}`}`;
    return [{ targetGroupArn, target, name, port, foreign: true as const, health }];
  });
}

/**
 * Names of the cluster's machines by id; null for those that have ended: AWS takes their registrations away
 * by itself.
 */
async function machineNames(look: Look): Promise<ReadonlyMap<string, string | null>> {
  const names = new Map<string, string | null>();
  for (const { InstanceId = "", State, Tags } of await ownInstances(look)) {
    const hasEnded = State?.Name === "terminated" || State?.Name === "shutting-down";
    const name = hasEnded ? null : nameFrom(Tags, Instance.name);
    if (name !== undefined) names.set(InstanceId, name);
  }
  return names;
}

/** Of those that are known already: only their health is asked for, by one call for each group. */
async function healthAgain(
  { clients: { balancing }, request }: Look,
  known: readonly { readonly id: string; readonly name: string | undefined }[],
): Promise<Registration[]> {
  const asked = known.map(({ id, name = "" }) => {
    const at = id.lastIndexOf("/");
    const [target = "", port] = id.slice(at + 1).split(":");
    return { targetGroupArn: id.slice(0, at), target, name, ...(port !== undefined && { port: Number(port) }) };
  });
  const groups = [...new Set(asked.map(({ targetGroupArn }) => targetGroupArn))];
  const answers = await Promise.all(
    groups.map(async (TargetGroupArn) => {
      const own = asked.filter(({ targetGroupArn }) => targetGroupArn === TargetGroupArn);
      const Targets = own.map(({ target, port }) => ({ Id: target, ...(port !== undefined && { Port: port }) }));
      const answer = await unlessGone(balancing.describeTargetHealth({ TargetGroupArn, Targets }, request));
      return own.flatMap((one): Registration[] => {
        const found = answer?.TargetHealthDescriptions?.find(({ Target: { Id } = {} }) => Id === one.target);
        const health = found?.TargetHealth;
        return health === undefined || health.Reason === "Target.NotRegistered" ? [] : [{ ...one, health }];
      });
    }),
  );
  return answers.flat();
}
