import { quote, useOneOf, type Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { drainRules } from "./drain-rules.ts";
import type { Machines } from "./machines.ts";
import type { NamedRole } from "./named-role.ts";
import { rolloutRules } from "./rollout-rules.ts";
import { scalingRules } from "./scaling-rules.ts";

/** Everything that may be wrong with pools and with them alone. */
export function* poolRules(reading: ClusterReading): Iterable<Finding> {
  yield* poolNameRules(reading);
  yield* poolSizeRules(reading);
  yield* scalingRules(reading);
  yield* rolloutRules(reading);
  yield* drainRules(reading);
}

/** Pools: a tier that exists, and sizes that fit together. */
function* poolSizeRules({ roles, subnets, network }: ClusterReading): Iterable<Finding> {
  const tiers = new Set(subnets.map(({ tier }) => tier));
  for (const { path, spec } of roles) {
    if (spec.kind === "etcd") continue;
    if (spec.subnets !== undefined && network !== undefined && !tiers.has(spec.subnets)) {
      yield {
        path: `${path}.subnets`,
        message: `the network has no tier ${quote(spec.subnets)}`,
        remedy: useOneOf(spec.subnets, tiers),
        rule: "tier-unknown",
      };
    }
    if (spec.kind === "machines") {
      yield* machineCount(path, spec);
      continue;
    }
    yield* sharedIdentity(path, spec.identity, roles);
    const { min, desired, max } = spec.size;
    if (min < 0 || min > desired || desired > max) {
      yield {
        path: `${path}.size`,
        message: `sizes grow from min to desired to max, not ${min}, ${desired}, ${max}`,
        remedy: `Give 0 <= min <= desired <= max, such as { min: ${Math.max(0, Math.min(min, desired, max))}, desired: ${Math.max(0, desired)}, max: ${Math.max(min, desired, max, 0)} }.`,
        rule: "size-order",
      };
    }
    if (max > 5000) {
      yield {
        severity: "warning",
        path: `${path}.size.max`,
        message: `${max} nodes are more than a network takes without higher quotas`,
        remedy: "Give the largest number that the pool may really reach.",
        rule: "size-quota",
      };
    }
  }
}

function* sharedIdentity(path: string, identity: string | undefined, roles: readonly NamedRole[]): Iterable<Finding> {
  if (identity === undefined) return;
  const own = roles.filter(
    ({ spec, ...role }) => spec.kind === "workers" && spec.identity === undefined && role.path !== path,
  );
  if (own.some(({ name }) => name === identity)) return;
  yield {
    path: `${path}.identity`,
    message: `${quote(identity)} is no other pool of workers with an identity of its own`,
    remedy: useOneOf(identity, new Set(own.map(({ name }) => name))),
    rule: "identity-unknown",
  };
}

function* machineCount(path: string, spec: Pick<Machines, "count" | "addresses" | "subnets">): Iterable<Finding> {
  if (spec.count === undefined && spec.addresses === undefined) {
    yield {
      path,
      message: "neither count nor addresses say how many machines there are",
      remedy: "Give count and subnets, or addresses.",
      rule: "machine-count",
    };
  } else if (spec.count !== undefined && spec.addresses !== undefined) {
    yield {
      path,
      message: "count and addresses both say how many machines there are",
      remedy: "Give one of the two.",
      rule: "machine-count",
    };
  } else if (spec.count !== undefined && spec.count < 1) {
    yield {
      path: `${path}.count`,
      message: `a number of machines is 1 or more, not ${spec.count}`,
      remedy: "Give 1 or more, or remove the role.",
      rule: "machine-count",
    };
  } else if (spec.count !== undefined && spec.subnets === undefined) {
    yield {
      path: `${path}.subnets`,
      message: "no tier is named for the machines",
      remedy: "Name the tier whose subnets they are dealt over, such as private.",
      rule: "machine-count",
    };
  } else if (spec.addresses?.length === 0) {
    yield {
      path: `${path}.addresses`,
      message: "no address is given",
      remedy: "Give one per machine, or remove the role.",
      rule: "machine-count",
    };
  }
}

/** Names of pools: what AWS takes, and none that a member of etcd has. */
function* poolNameRules({ roles, etcd }: ClusterReading): Iterable<Finding> {
  for (const role of roles) {
    if (role.spec.kind === "etcd") continue;
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(role.name) || role.name.length > 24) {
      yield {
        path: role.path,
        message: `${quote(role.name)} is no name of a pool`,
        remedy: "Use 1 to 24 lower-case letters, digits and single hyphens, beginning with a letter.",
        rule: "pool-name",
      };
    }
    if (role.name === "etcd" && etcd !== undefined) {
      yield {
        path: role.path,
        message: "a pool and the members of etcd are both named etcd",
        remedy: "Give the pool another name.",
        rule: "pool-name-taken",
      };
    }
    if (etcd !== undefined && /^etcd-\d+$/.test(role.name)) {
      yield {
        path: role.path,
        message: `${quote(role.name)} is the name of a member of etcd`,
        remedy: "Give the pool another name.",
        rule: "pool-name-taken",
      };
    }
  }
}
