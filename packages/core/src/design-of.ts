import type { Blueprint } from "./blueprint.ts";
import { BlueprintError } from "./blueprint-error.ts";
import type { ClusterDesign } from "./design.ts";
import { check } from "./validate-blueprint.ts";
import { freeze } from "./freeze.ts";

/**
 * The blueprint with everything computed. The same blueprint always gives the same design, byte for byte. Throws a
 * `BlueprintError` that lists every problem when `validateBlueprint` finds an error.
 */
export function design(blueprint: Blueprint): ClusterDesign {
  const { diagnostics, design: computed } = check(blueprint);
  if (computed === undefined) throw new BlueprintError(String(blueprint?.name ?? ""), diagnostics);
  return freeze(computed);
}
