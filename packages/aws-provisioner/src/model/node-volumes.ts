import type { MemberDesign } from "@drydock/core/design";
import type { Ref } from "../engine/ref.ts";
import { Volume } from "../kinds/volume.ts";
import type { RoleSurroundings } from "./node-surroundings.ts";

/** The data volume of a machine in the machine's zone, by name; none where the design has none. */
export function buildVolumes(
  { graph }: RoleSurroundings,
  { volume }: Pick<MemberDesign, "volume">,
  zone: string,
): Map<string, Ref<string>> {
  if (volume === undefined) return new Map();
  const { name, size, label } = volume;
  const { id } = graph.add(Volume, name, { zone, size, type: "gp3", encrypted: true, label });
  return new Map([[name, id]]);
}
