import {
  blueprint,
  etcd,
  network,
  validateBlueprint,
  workers,
  type Blueprint,
  type BlueprintParts,
  type EtcdOptions,
} from "../src/index.ts";

/**
 * The rules that a blueprint breaks, each with its place below the blueprint's name: `nat-zone at
 * network.nat`.
 */
export function brokenRules(given: Blueprint): string[] {
  return validateBlueprint(given).map(({ rule, path }) => `${rule} at ${path.slice(path.indexOf(".") + 1)}`);
}

type NetworkOptions = Parameters<typeof network>[0];
type WorkersOptions = Parameters<typeof workers>[0];

/** A blueprint of a network alone. */
export function ofNetwork(options: Partial<NetworkOptions> = {}): Blueprint {
  return blueprint("fleet", { network: network({ cidr: "10.10.0.0/16", ...options }) });
}

/** A blueprint of one pool, `web`, in private subnets. */
export function ofPool(options: Partial<WorkersOptions>, parts: Partial<BlueprintParts> = {}): Blueprint {
  const web = workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 }, ...options });
  return blueprint<BlueprintParts>("fleet", { network: network({ cidr: "10.10.0.0/16" }), pools: { web }, ...parts });
}

/** A blueprint of etcd alone, three members of it in private subnets of three zones. */
export function ofEtcd(options: Partial<EtcdOptions> = {}): Blueprint {
  return ofPool({}, { etcd: etcd({ addresses: members, ...options }), pools: {} });
}

/** Addresses of three members in private subnets of three zones. */
export const members = ["10.10.3.100", "10.10.4.100", "10.10.5.100"] as const;

/** What no compiler lets through, as JavaScript and JSON bring it. */
export function untyped(value: object): never {
  return value as never;
}
