import { type Listener as AwsListener, paginateDescribeListeners } from "@aws-sdk/client-elastic-load-balancing-v2";
import { z } from "zod";
import { kind, type Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom } from "../aws/tags.ts";
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
    port: z.number().int().min(1).max(65_535),
    protocol,
    targetGroupArn: z.string(),
    certificateArn: z.string().optional(),
  })
  .refine(({ protocol, certificateArn }) => isEncrypted(protocol) === (certificateArn !== undefined), {
    path: ["certificateArn"],
    message: "is needed with TLS and HTTPS, and only with them",
  });

/** A port of a load balancer and where it leads. Its name is its balancer's name and its port, `public/80`: no look at its tags is needed. */
export const Listener = kind("listener", {
  props,
  mutable: ["protocol", "targetGroupArn", "certificateArn"],
  diesWith: { kind: "load-balancer", field: "balancerArn" },
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
  read: ({ listener, name }: NamedListener) => ({
    id: listener.ListenerArn!,
    name,
    props: {
      balancerArn: listener.LoadBalancerArn!,
      port: listener.Port!,
      protocol: protocol.parse(listener.Protocol),
      targetGroupArn: targetOf(listener),
      certificateArn: listener.Certificates?.[0]?.CertificateArn,
    },
    outputs: {},
    status: "ready",
  }),
  async create({ balancing, address, tags, http }, wanted) {
    const input = { LoadBalancerArn: wanted.balancerArn, Port: wanted.port, ...settings(wanted), Tags: [...tags] };
    const { Listeners } = await balancing.createListener(input, http);
    return Listeners?.[0] && { listener: Listeners[0], name: address.slice(address.indexOf("/") + 1) };
  },
  update: ({ balancing, http }, { id }, wanted) =>
    balancing.modifyListener({ ListenerArn: id, ...settings(wanted) }, http),
  delete: ({ balancing, http }, { id }) => balancing.deleteListener({ ListenerArn: id }, http),
});

async function listenersOf({ balancing, http }: Look, { balancer, tags }: TaggedBalancer): Promise<NamedListener[]> {
  const input = { LoadBalancerArn: balancer.LoadBalancerArn };
  const pages = paginateDescribeListeners({ client: balancing }, input, http);
  const listeners = (await unlessGone(items(pages, ({ Listeners }) => Listeners))) ?? [];
  const owner = nameFrom(tags, "load-balancer");
  return listeners.map((listener) => ({
    listener,
    name: owner === undefined ? undefined : `${owner}/${listener.Port}`,
  }));
}

function targetOf({ DefaultActions = [] }: AwsListener): string {
  const [action] = DefaultActions;
  return action?.TargetGroupArn ?? action?.ForwardConfig?.TargetGroups?.[0]?.TargetGroupArn ?? "";
}

function isEncrypted(word: z.infer<typeof protocol>): boolean {
  return word === "TLS" || word === "HTTPS";
}

function settings({ protocol: Protocol, targetGroupArn, certificateArn }: z.infer<typeof props>) {
  const tls =
    certificateArn === undefined ? {} : { Certificates: [{ CertificateArn: certificateArn }], SslPolicy: tlsPolicy };
  return { Protocol, DefaultActions: [{ Type: "forward" as const, TargetGroupArn: targetGroupArn }], ...tls };
}
