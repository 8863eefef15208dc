import { hasSections } from "../unit/has-sections.ts";
import { checkOptions } from "../ground/check-options.ts";
import type { Unit } from "../unit/unit-file.ts";
import { groupOf, quadletTypeOf } from "./quadlet-type.ts";

/**
 * The service that podman makes of a quadlet: `web.container` → `web.service`, `data.volume` →
 * `data-volume.service`, or what its ServiceName= says. Undefined when the name is no quadlet's.
 *
 * @example
 * ```ts
 * import { quadletService } from "@drydock/systemd";
 *
 * console.log(quadletService({ name: "data.volume", sections: [] })); // data-volume.service
 * ```
 */
export function quadletService(quadlet: Pick<Unit, "name" | "sections">): string | undefined {
  checkOptions("quadletService", hasSections, quadlet);
  const type = quadletTypeOf(quadlet.name);
  if (type === undefined) return undefined;
  const named = quadlet.sections
    .filter(({ name }) => name === groupOf(type))
    .flatMap(({ entries }) => entries.filter(({ key }) => key === "ServiceName"));
  const stem = quadlet.name.slice(0, quadlet.name.lastIndexOf("."));
  const service = named.at(-1)?.value ?? (type === "container" || type === "kube" ? stem : `${stem}-${type}`);
  return `${service}.service`;
}
