import type { Finding } from "../finding.ts";
import { checkSeconds } from "./check-seconds.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import type { NamedRole } from "./named-role.ts";
import { waitOf, warmupOf } from "./rollout.ts";
import type { Service } from "./service.ts";

/** Rollouts: a share that is one, batches that are some, and times that end and fit together. */
export function* rolloutRules({ roles, services }: ClusterReading): Iterable<Finding> {
  for (const role of roles) {
    if (role.spec.kind === "etcd") continue;
    const path = `${role.path}.rollout`;
    yield* rangeRules(role.spec, path);
    yield* waitRules(role, services, path);
    yield* batchRules(role.spec, path);
    yield* wayBackRules(role.spec, path);
    yield* unusedRules(role.spec.rollout, path);
  }
}

type Spec = Exclude<NamedRole["spec"], { readonly kind: "etcd" }>;

function* rangeRules({ rollout }: Spec, path: string): Iterable<Finding> {
  if ("minHealthy" in rollout && isOutside(rollout.minHealthy, 0, 100)) {
    yield {
      path: `${path}.minHealthy`,
      message: `nodes that serve are 0 to 100 percent, not ${rollout.minHealthy}`,
      remedy: "Give 90, for nine of ten, or 100 to have new machines first.",
      rule: "rollout-healthy",
    };
  }
  if ("warmup" in rollout && isOutside(rollout.warmup, 0, 3600)) {
    yield {
      path: `${path}.warmup`,
      message: `a machine counts after 0 to 3600 seconds, not ${rollout.warmup}`,
      remedy: "Give as many seconds as a new machine takes until it serves.",
      rule: "rollout-warmup",
    };
  }
  // Auto Scaling API reference, RefreshPreferences, CheckpointDelay.
  if (isOutside(rollout.pause, 0, 172_800)) {
    yield {
      path: `${path}.pause`,
      message: `between two batches pass 0 to 172800 seconds, not ${rollout.pause}`,
      remedy: "Give as many seconds as somebody or something takes to see whether the new machines do well.",
      rule: "rollout-pause",
    };
  }
}

function* waitRules(role: NamedRole, services: readonly Service[], path: string): Iterable<Finding> {
  const { spec } = role;
  if (spec.kind === "etcd") return;
  const checks = checkSeconds(role, services);
  const wait = waitOf(spec.rollout, checks);
  // AWS itself gives a refresh up when nothing has come of it for an hour (Auto Scaling user guide).
  if (isOutside(spec.rollout.wait, 60, 3600)) {
    yield {
      path: `${path}.wait`,
      message: `a machine is waited for 60 to 3600 seconds, not ${wait}`,
      remedy: "Give more seconds than a new machine takes until it is healthy, and an hour at most.",
      rule: "rollout-wait",
    };
    return;
  }
  if (spec.kind === "workers" && warmupOf(spec.rollout) <= 3600 && warmupOf(spec.rollout) >= wait) {
    yield {
      path: `${path}.wait`,
      message: `a machine counts after ${warmupOf(spec.rollout)} seconds, and the rollout is given up after ${wait}`,
      remedy: "Give a wait that is longer than warmup, or a shorter warmup.",
      rule: "rollout-wait",
    };
  }
  if (spec.rollout.wait !== undefined && checks >= wait) {
    yield {
      path: `${path}.wait`,
      message: `a balancer finds a machine healthy after ${checks} seconds at the soonest, and the rollout is given up after ${wait}`,
      remedy: "Give a longer wait, or a shorter interval of the health checks.",
      rule: "rollout-wait",
    };
  }
}

function* batchRules(spec: Spec, path: string): Iterable<Finding> {
  const { batch, pause } = spec.rollout;
  if (batch !== undefined && batch < 1) {
    yield {
      path: `${path}.batch`,
      message: `machines are replaced 1 or more at once, not ${batch}`,
      remedy: "Give 1 or more, or leave it out.",
      rule: "rollout-batch",
    };
    return;
  }
  if (spec.kind === "workers" && batch === undefined && pause !== undefined && pause > 0) {
    yield {
      path: `${path}.pause`,
      message: "a pause follows a batch, and no batch is given",
      remedy: "Give batch too: how many machines are replaced before it pauses.",
      rule: "rollout-pause",
    };
  }
  const all = spec.kind === "workers" ? spec.size.max : (spec.addresses?.length ?? spec.count ?? 0);
  if (batch === undefined || batch < 2 || batch < all) return;
  yield {
    severity: "warning",
    path: `${path}.batch`,
    message: `a batch of ${batch} takes all ${all} machines at once, and none is left where the new ones fail`,
    remedy: "Give a smaller batch.",
    rule: "rollout-batch",
  };
}

function* wayBackRules({ kind, rollout }: Spec, path: string): Iterable<Finding> {
  if (kind !== "machines" || rollout.onFailure !== "back") return;
  yield {
    path: `${path}.onFailure`,
    message:
      "a machine that is replaced is gone when the new one turns out ill, and nothing keeps what it was made from",
    remedy: 'Use "stop": the others are untouched, and an apply of the blueprint before replaces the one that is ill.',
    rule: "rollout-back",
  };
}

function* unusedRules({ when, ...others }: Spec["rollout"], path: string): Iterable<Finding> {
  if (when === "apply") return;
  for (const [field, value] of Object.entries(others)) {
    if (value === undefined) continue;
    yield {
      severity: "warning",
      path: `${path}.${field}`,
      message: `it says how an apply replaces machines, and with "next-launch" none does`,
      remedy: 'Remove it, or set when to "apply".',
      rule: "rollout-unused",
    };
  }
}

function isOutside(value: number | undefined, least: number, most: number): boolean {
  return value !== undefined && !(value >= least && value <= most);
}
