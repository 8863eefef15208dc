import type { SubnetDesign } from "../network/subnet-plan.ts";
import { subnetsFor } from "./named-role.ts";
import type { RuleDesign } from "./rule-design.ts";
import type { Service } from "./service.ts";

/** A load balancer with its listeners. */
export interface BalancerDesign {
  /** Name within the cluster: the role's, or the one that the blueprint gives. */
  readonly name: string;
  readonly type: "network" | "application";
  readonly scheme: "internal" | "internet-facing";
  readonly subnets: readonly string[];
  readonly listeners: readonly ListenerDesign[];
  /** Who may reach its ports. */
  readonly rules: readonly RuleDesign[];
}

/** A port on which a balancer listens, and where it leads. */
export interface ListenerDesign {
  readonly port: number;
  readonly protocol: "tcp" | "tls" | "http" | "https";
  readonly certificateArn: string | undefined;
  readonly target: TargetDesign;
}

/** The nodes behind a listener, and how their health is asked. */
export interface TargetDesign {
  /** Name of the service within the cluster. */
  readonly name: string;
  readonly role: string;
  readonly port: number;
  readonly protocol: "tcp" | "tls" | "http" | "https";
  readonly health: {
    readonly protocol: "tcp" | "http" | "https";
    readonly port: number;
    readonly path: string | undefined;
    readonly healthyThreshold: number;
    readonly unhealthyThreshold: number;
    /** Seconds. */
    readonly timeout: number;
    /** Seconds. */
    readonly interval: number;
  };
  /** Seconds for which a node that leaves answers what it was sent before. */
  readonly drain: number;
}

/** The balancers that services stand behind, in the order in which the blueprint first names them. */
export function balancersOf(
  services: readonly Service[],
  subnets: readonly SubnetDesign[],
  networkCidr: string,
): BalancerDesign[] {
  const names = [...new Set(services.map(({ balancer }) => balancer))];
  return names.flatMap((name) => {
    const mine = services.filter(({ balancer }) => balancer === name);
    const [first] = mine;
    if (first === undefined) return [];
    return [
      {
        name,
        type: first.type,
        scheme: first.scheme,
        subnets: balancerSubnets(mine, subnets).map((subnet) => subnet.name),
        listeners: mine.map((service) => ({
          port: service.exposure.port,
          protocol: service.exposure.protocol,
          certificateArn: service.exposure.certificateArn,
          target: targetOf(service),
        })),
        rules: mine.flatMap((service) => sourcesOf(service, networkCidr)),
      },
    ];
  });
}

/**
 * One subnet per zone, as load balancers want it: of a public tier when internet-facing, else of the tiers
 * that its nodes stand in.
 */
export function balancerSubnets(services: readonly Service[], subnets: readonly SubnetDesign[]): SubnetDesign[] {
  const [first] = services;
  if (first === undefined) return [];
  const tiers = new Set(services.flatMap(({ role }) => subnetsFor(role, subnets)).map(({ tier }) => tier));
  const own = subnets.filter(({ tier }) => tiers.has(tier));
  const open = subnets.filter((subnet) => subnet.public);
  const candidates = first.scheme === "internet-facing" ? [...own.filter((subnet) => subnet.public), ...open] : own;
  const byZone = new Map<number, SubnetDesign>();
  for (const subnet of candidates) if (!byZone.has(subnet.zone)) byZone.set(subnet.zone, subnet);
  return [...byZone.values()];
}

/** The target group of a service and how its health is asked. */
export function targetOf({ name, role, exposure }: Service): TargetDesign {
  const { targetPort, targetProtocol, health } = exposure;
  const isEtcd = role.spec.kind === "etcd" && targetPort === 2379;
  const usual =
    isEtcd && health.port === undefined
      ? { protocol: "http" as const, port: 2381, path: "/health" }
      : { port: targetPort };
  const interval = health.interval ?? 10;
  const protocol =
    health.protocol ?? ("protocol" in usual ? usual.protocol : health.path === undefined ? "tcp" : "http");
  const plain =
    protocol === "tcp" && (exposure.protocol === "http" || exposure.protocol === "https") ? "http" : protocol;
  return {
    name,
    role: role.name,
    port: targetPort,
    protocol: targetProtocol,
    health: {
      protocol: plain,
      port: health.port ?? usual.port,
      path: plain === "tcp" ? undefined : (health.path ?? ("path" in usual ? usual.path : "/")),
      healthyThreshold: health.healthyThreshold ?? 3,
      unhealthyThreshold: health.unhealthyThreshold ?? 3,
      timeout: health.timeout ?? Math.max(2, Math.min(6, interval - 1)),
      interval,
    },
    drain: exposure.drain,
  };
}

function sourcesOf({ name, exposure, scheme }: Service, networkCidr: string): RuleDesign[] {
  const ports = [exposure.port, exposure.port] as const;
  const rule = (from: RuleDesign["from"]): RuleDesign => ({
    protocol: "tcp",
    ports,
    from,
    description: `Clients of ${name}`,
  });
  if (exposure.from !== undefined)
    return exposure.from.map((cidr) => rule(cidr === "0.0.0.0/0" ? { world: true } : { cidr }));
  return [rule(scheme === "internet-facing" ? { world: true } : { cidr: networkCidr })];
}
