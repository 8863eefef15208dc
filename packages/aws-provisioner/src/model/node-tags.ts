import type { TagValue } from "@drydock/core/design";
import { tagKeys } from "../aws/tags.ts";
import type { Ref } from "../engine/ref.ts";
import { named } from "./named.ts";
import type { RoleSurroundings } from "./node-surroundings.ts";

/** The tags of a machine: those of the cluster, its role's metadata, its role, and its own. */
export function instanceTags(
  { design, role, values }: RoleSurroundings,
  tags: Readonly<Record<string, TagValue>>,
  volumes: ReadonlyMap<string, Ref<string>>,
): Record<string, string | Ref<string>> {
  const own = Object.entries(tags).map(([key, value]) => {
    if (typeof value === "string") return [key, value] as const;
    return [key, "parameter" in value ? values.parameterValue(value.parameter) : named(volumes, value.volume)] as const;
  });
  return {
    ...design.tags,
    ...role.metadata,
    [tagKeys.node]: `${design.name}/${role.name}`,
    ...Object.fromEntries(own),
  };
}
