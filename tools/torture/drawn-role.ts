import fc from "fast-check";
import {
  etcd,
  type Etcd,
  type ExposureOptions,
  machines,
  type MachinesRolloutOptions,
  type Network,
  planSubnets,
  type RoleOptions,
  workers,
} from "../../packages/core/src/index.ts";
import { common } from "../changes/whole.ts";

/** A port that a role offers, whose names are not known yet: they are the role's own. */
type DrawnExposure = Omit<ExposureOptions, "name" | "balancer"> & {
  readonly named?: boolean;
  readonly shared?: boolean;
};

/** A role whose place is not known yet: it stands in one of the tiers that a network has. */
export interface DrawnRole {
  readonly kind: "workers" | "machines" | "addresses" | "etcd";
  /** Which of the network's tiers. */
  readonly tier: number;
  /** Which subnets and hosts, where addresses are fixed. */
  readonly hosts: readonly number[];
  readonly count: number;
  readonly size: { readonly min: number; readonly desired: number; readonly max: number };
  readonly scaling?: object;
  readonly rollout?: object;
  /** Where the role has units, that its own runs before machines go. */
  readonly drain?: object;
  readonly volume?: object;
  readonly expose: readonly DrawnExposure[];
  /** Which of the options that every role has are given. */
  readonly given: readonly string[];
  /** Another text in one of its files. */
  readonly text: string;
  readonly instanceType?: string;
}

/** The options that every role may have. */
export const optionNames = Object.keys(common("any"));

const health = fc.record(
  {
    path: fc.constantFrom("/healthz", "/ready"),
    interval: fc.constantFrom(10, 30),
    healthyThreshold: fc.constantFrom(2, 3),
  },
  { requiredKeys: [] },
);

const exposure = fc.record(
  {
    port: fc.constantFrom(80, 443, 5432, 8080),
    targetPort: fc.constantFrom(80, 8080, 9090),
    protocol: fc.constantFrom("tcp", "http"),
    scheme: fc.constantFrom("internal", "internet-facing"),
    named: fc.boolean(),
    shared: fc.constantFrom(true, false, false),
    dns: fc.constantFrom("front", "back", false),
    from: fc.constantFrom(["10.0.0.0/8"], ["10.10.0.0/16"]),
    health,
  },
  { requiredKeys: ["port"] },
) as fc.Arbitrary<DrawnExposure>;

const scaling = fc.constantFrom(
  { cpu: 60 },
  { cpu: 60, schedules: { night: { cron: "0 22 * * *", min: 1 } } },
  { schedules: { night: { cron: "0 22 * * *", min: 1 }, day: { cron: "0 6 * * *", min: 1 } } },
  { elsewhere: true },
);

const rollout = fc.record(
  {
    when: fc.constantFrom("apply", "apply", "next-launch"),
    minHealthy: fc.constantFrom(100, 50, 0),
    batch: fc.constantFrom(1, 2),
    warmup: fc.constantFrom(0, 60, 300),
  },
  { requiredKeys: [] },
);

const drain = fc.record({ timeout: fc.constantFrom(30, 300, 6600) }, { requiredKeys: [] });

const size = fc.constantFrom(
  { min: 0, desired: 2, max: 4 },
  { min: 2, desired: 3, max: 3 },
  { min: 1, desired: 1, max: 2 },
  { min: 0, desired: 0, max: 1 },
  { min: 2, desired: 2, max: 2 },
);

/** A role of one of those kinds. */
export function drawnRole(...kinds: readonly DrawnRole["kind"][]): fc.Arbitrary<DrawnRole> {
  return fc.record(
    {
      kind: fc.constantFrom(...kinds),
      tier: fc.nat({ max: 2 }),
      hosts: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 5, maxLength: 5 }),
      count: fc.constantFrom(3, 1, 2, 5),
      size,
      scaling,
      rollout,
      drain,
      volume: fc.constantFrom({ size: 20 }, { size: 50 }, { size: 20, mount: "/var/lib/other" }),
      expose: fc.uniqueArray(exposure, { maxLength: 2, selector: ({ port }) => port }),
      given: fc.subarray(optionNames, { maxLength: 3 }),
      text: fc.constantFrom("one", "two"),
      instanceType: fc.constantFrom("t3.medium", "t3.large"),
    },
    { requiredKeys: ["kind", "tier", "hosts", "count", "size", "expose", "given", "text"] },
  ) as fc.Arbitrary<DrawnRole>;
}

/** What is said of a pool, in a network that has those tiers. */
export function poolOf(name: string, role: DrawnRole, net: Network) {
  const { kind, tier, hosts, count, size, scaling, rollout, drain, volume } = role;
  const options = optionsOf(name, role, net);
  const subnets = net.tiers[tier % net.tiers.length]?.name ?? "public";
  const { when, batch } = (rollout ?? {}) as MachinesRolloutOptions;
  const own = {
    ...(volume && { volume }),
    rollout: { ...(when && { when }), ...(batch !== undefined && { batch }) },
  };
  if (kind === "workers") {
    const own = options.units?.length && drain ? { drain: { unit: `${name}.service`, ...drain } } : {};
    return workers({ ...options, ...own, subnets, size, ...(scaling && { scaling }), ...(rollout && { rollout }) });
  }
  if (kind === "machines") return machines({ ...options, subnets, count, ...own });
  return machines({ ...options, addresses: addressesIn(net, hosts.slice(0, count), name === "db" ? 30 : 40), ...own });
}

/** What is said of etcd, in a network that has those tiers: as many members as an odd number allows. */
export function etcdOf(role: DrawnRole, net: Network): Etcd {
  const { hosts, count, volume } = role;
  const members = count === 2 ? 3 : count;
  const size = volume !== undefined && "size" in volume ? { volume: { size: Number(volume.size) } } : {};
  return etcd({ ...optionsOf("store", role, net), addresses: addressesIn(net, hosts.slice(0, members), 20), ...size });
}

function optionsOf(name: string, { given, expose, text, instanceType }: DrawnRole, net: Network): RoleOptions {
  const all = common(name);
  const chosen = Object.fromEntries(Object.entries(all).filter(([option]) => given.includes(option)));
  const files = [...("files" in chosen ? all.files : []), { path: "/etc/drawn", text }];
  return {
    ...chosen,
    expose: expose.map((one) => exposureOf(name, one, net)),
    files,
    ...(instanceType !== undefined && { instanceType }),
  };
}

/** Balancers that are shared bear the listeners of one sort, and the ports are dealt to the roles. */
function exposureOf(
  role: string,
  { named, shared, dns, scheme, port, ...rest }: DrawnExposure,
  net: Network,
): ExposureOptions {
  const web = rest.protocol === "http";
  const common = shared === true ? { balancer: `shared-${web ? "web" : "net"}`, scheme: "internal" as const } : {};
  return {
    ...rest,
    port: shared === true ? port + role.charCodeAt(0) : port,
    ...(scheme !== undefined && { scheme }),
    ...common,
    ...(named === true && { name: `${role}-at-${port}` }),
    ...(dns !== undefined && net.dns !== undefined && { dns: dns === false ? dns : `${role}-${dns}-${port}` }),
  };
}

/** An address in the subnet of each number, and each number is a host of its own. */
function addressesIn(net: Network, hosts: readonly number[], first: number): string[] {
  const { subnets } = planSubnets(net);
  return hosts.map((host) => {
    const [base = ""] = subnets[host % subnets.length]?.cidr.split("/") ?? [];
    const [a, b, c, d] = base.split(".").map(Number);
    return [a, b, c, (d ?? 0) + first + host].join(".");
  });
}
