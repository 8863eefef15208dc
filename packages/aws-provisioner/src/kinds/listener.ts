import type { Listener as AwsListener } from "@aws-sdk/client-elastic-load-balancing-v2";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { nameFrom, tagKeys, tagValue } from "../aws/tags.ts";
import { LoadBalancer } from "./load-balancer.ts";
import { ownBalancers, type TaggedBalancer } from "./balancing.ts";
import { unlessGone } from "./unless-gone.ts";

/** Refuses TLS below 1.2; AWS's default when a listener is made in the console. */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

const protocol = z.enum(["TCP", "TLS", "UDP", "HTTP", "HTTPS"]);

interface NamedListener {
  readonly listener: AwsListener;
  readonly name: string | undefined;
}

const props = z
  .object({
    balancerArn: z.string(),
    port: z.int().check(z.minimum(1)).check(z.maximum(65_535)),
    protocol,
    targetGroupArn: z.string(),
    certificateArn: z.optional(z.string()),
    /** Target groups that it leads to beside that one, as while it moves from one to the other. */
    besides: z.optional(z.array(z.string())),
  })
  .check(
    z.refine(({ protocol, certificateArn }) => isEncrypted(protocol) === (certificateArn !== undefined), {
      path: ["certificateArn"],
      message: "is needed with TLS and HTTPS, and only with them",
    }),
  );

/**
 * A port of a load balancer and where it leads. Its name is its balancer's name and its port, `public/80`: no
 * look at its tags is needed.
 */
export const Listener = kind("listener", {
  service: "balancing",
  discovery: { seenWith: LoadBalancer.name },
  usedBy: (design) => design.balancers.some(({ listeners }) => listeners.length > 0),
  // Elastic Load Balancing API reference (2015-12-01).
  errors: { "already-exists": codes("DuplicateListener") },
  props,
  mutable: ["protocol", "targetGroupArn", "certificateArn", "besides"],
  unordered: ["besides"],
  restless: ["besides"],
  // On another balancer the port is free, and on the same one nothing makes it another listener.
  replace: "create-first",
  // A target that is led to no more answers what it was sent before, for as long as its group lets it.
  lingers: ({ drain }) => (typeof drain === "number" ? drain : 0),
  diesWith: { kind: LoadBalancer.name, field: "balancerArn" },
  servesIn: "balancerArn",
  servesToTheLast: true,
  stable: { means: "is made" },
  seconds: { create: 0.5, delete: 0.5 },
  permissions: {
    find: [
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeListeners",
    ],
    create: ["elasticloadbalancing:CreateListener", "elasticloadbalancing:AddTags"],
    update: ["elasticloadbalancing:ModifyListener"],
    delete: ["elasticloadbalancing:DeleteListener"],
  },
  async find(look) {
    return (await Promise.all((await ownBalancers(look)).map((own) => listenersOf(look, own)))).flat();
  },
  read({ listener, name }: NamedListener) {
    const { ListenerArn, LoadBalancerArn, Port } = complete(listener, "ListenerArn", "LoadBalancerArn", "Port");
    const props = {
      balancerArn: LoadBalancerArn,
      port: Port,
      // Of others' listeners it may be one that no blueprint has.
      protocol: listener.Protocol as z.infer<typeof protocol>,
      ...targetsOf(listener),
      certificateArn: listener.Certificates?.[0]?.CertificateArn,
    };
    return { id: ListenerArn, name, props, outputs: {}, status: "ready" };
  },
  async create({ clients: { balancing }, name, tags, request }, wanted) {
    const input = { LoadBalancerArn: wanted.balancerArn, Port: wanted.port, ...settings(wanted), Tags: [...tags] };
    const { Listeners } = await balancing.createListener(input, request);
    return Listeners?.[0] && { listener: Listeners[0], name };
  },
  // Drydock's bear the cluster's name in tags of their own, which are asked for only here.
  foreign: async ({ clients: { balancing }, cluster, request }, ids) => {
    const parts = Array.from({ length: Math.ceil(ids.length / 20) }, (_, at) => ids.slice(at * 20, (at + 1) * 20));
    const answers = await Promise.all(
      parts.map((ResourceArns) => unlessGone(balancing.describeTags({ ResourceArns }, request))),
    );
    const described = answers.flatMap((answer) => answer?.TagDescriptions ?? []);
    const others = described.filter(({ Tags }) => tagValue(Tags, tagKeys.cluster) !== cluster);
    return new Set(others.flatMap(({ ResourceArn }) => ResourceArn ?? []));
  },
  update: ({ clients: { balancing }, request }, { id }, wanted) =>
    balancing.modifyListener({ ListenerArn: id, ...settings(wanted) }, request),
  // Targets are checked only where an action leads to their group, were it with no weight at all; without it
  // they are `unused` (ELB user guide, "Health checks for your target groups"; observed with weight 0:
  // DevopsArtFactory/goployer#191).
  async join({ clients: { balancing }, request }, { id, props: { targetGroupArn } }, wanted, fields) {
    // One action leads to groups of the listener's protocol alone.
    if (!fields.includes("targetGroupArn") || fields.includes("protocol")) return false;
    const TargetGroups = [
      { TargetGroupArn: targetGroupArn, Weight: 1 },
      { TargetGroupArn: wanted.targetGroupArn, Weight: 0 },
    ];
    const DefaultActions = [{ Type: "forward" as const, ForwardConfig: { TargetGroups } }];
    await balancing.modifyListener({ ListenerArn: id, DefaultActions }, request);
    return true;
  },
  delete: ({ clients: { balancing }, request }, { id }) => balancing.deleteListener({ ListenerArn: id }, request),
});

async function listenersOf(
  { clients: { balancing }, request }: Look,
  { balancer, tags }: TaggedBalancer,
): Promise<NamedListener[]> {
  const { LoadBalancerArn } = balancer;
  const pages = items(
    (Marker) => balancing.describeListeners({ LoadBalancerArn, Marker }, request),
    ({ Listeners }) => Listeners,
    ({ NextMarker }) => NextMarker,
  );
  const listeners = (await unlessGone(pages)) ?? [];
  const owner = nameFrom(tags, LoadBalancer.name);
  return listeners.map((listener) => ({
    listener,
    name: owner === undefined ? undefined : `${owner}/${listener.Port}`,
  }));
}

/** Where it leads: of several the one that gets most. */
function targetsOf({ DefaultActions = [] }: AwsListener): { targetGroupArn: string; besides: string[] } {
  const [{ TargetGroupArn: only, ForwardConfig } = {}] = DefaultActions;
  const weighted = (ForwardConfig?.TargetGroups ?? []).toSorted((a, b) => (b.Weight ?? 1) - (a.Weight ?? 1));
  const arns = weighted.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
  const [targetGroupArn = only ?? "", ...besides] = arns;
  return { targetGroupArn, besides };
}

function isEncrypted(word: z.infer<typeof protocol>): boolean {
  return word === "TLS" || word === "HTTPS";
}

function settings({ protocol: Protocol, targetGroupArn, certificateArn }: z.infer<typeof props>) {
  const tls =
    certificateArn === undefined ? {} : { Certificates: [{ CertificateArn: certificateArn }], SslPolicy: tlsPolicy };
  return { Protocol, DefaultActions: [{ Type: "forward" as const, TargetGroupArn: targetGroupArn }], ...tls };
}
