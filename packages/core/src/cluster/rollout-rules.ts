import type { Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";

/** Rollouts of pools: a share that is one, and a time that ends. */
export function* rolloutRules({ roles }: ClusterReading): Iterable<Finding> {
  for (const { path: role, spec } of roles) {
    if (spec.kind !== "workers") continue;
    const path = `${role}.rollout`;
    const { minHealthy, warmup } = spec.rollout;
    if (!(minHealthy >= 0 && minHealthy <= 100)) {
      yield {
        path: `${path}.minHealthy`,
        message: `nodes that serve are 0 to 100 percent, not ${minHealthy}`,
        remedy: "Give 90, for nine of ten, or 100 to have new machines first.",
        rule: "rollout-healthy",
      };
    }
    if (!(warmup >= 0 && warmup <= 86_400)) {
      yield {
        path: `${path}.warmup`,
        message: `a machine counts after 0 to 86400 seconds, not ${warmup}`,
        remedy: "Give as many seconds as a new machine takes until it serves.",
        rule: "rollout-warmup",
      };
    }
  }
}
