import type { Plan } from "../engine/plan.ts";
import { isRef } from "../engine/ref.ts";
import type { PlanProblem } from "../engine/saved-plan/problem.ts";
import { kindNamed } from "../kinds/registry.ts";

/**
 * The resources of a saved plan whose names on AWS are those of another cluster than the plan's, as after its
 * `cluster` was changed: what they make would be found by neither. Only names that hold the cluster's tell.
 */
export function foreignNames({ cluster, resources }: Plan): PlanProblem[] {
  return resources.flatMap(({ kind, props }, at) => {
    const { field, of } = kindNamed(kind).naming ?? {};
    if (field === undefined || of === undefined) return [];
    const name = props[field];
    return isRef(name) || of(cluster).test(String(name))
      ? []
      : [
          {
            path: `resources.${at}.props.${field}`,
            message: `${JSON.stringify(name)} is no name of cluster ${cluster}`,
          },
        ];
  });
}
