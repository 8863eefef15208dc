import type { Resource } from "../engine/graph.ts";
import type { ObservedResource } from "../engine/observed.ts";
import type { Notice } from "../engine/plan.ts";
import { kindNamed } from "../kinds/registry.ts";

/**
 * What is said of generated secrets that keep their values, though the blueprint would now make them of
 * another length, or make them at all; nothing where the plan makes a new value.
 */
export function keptLengths(resources: readonly Resource[], observed: readonly ObservedResource[]): Notice[] {
  const standing = new Map(observed.map((one) => [one.address, one]));
  return resources.flatMap(({ address, kind, props }): Notice[] => {
    const source = kindNamed(kind).secretSource?.(props);
    const secret = standing.get(address);
    const length = secret?.outputs["length"];
    if (source?.kind !== "generated" || secret?.status !== "ready" || length === source.length) return [];
    if (secret.props["version"] !== props["version"]) return [];
    const kept =
      typeof length === "number"
        ? `its value of ${length} characters, not ${source.length}`
        : "the value that it has, of which nothing says that it was generated";
    const message = `${address} keeps ${kept}: raise its version for a new one`;
    return [{ severity: "info", address, message }];
  });
}
