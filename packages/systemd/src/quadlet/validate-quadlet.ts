import type { Diagnostic } from "../ground/diagnostic.ts";
import { parseUnit } from "../parse/parse-unit.ts";
import type { Unit } from "../unit/unit-file.ts";
import { problemsOfShape } from "../unit/unit-shape.ts";
import { checkQuadlet, checkQuadletName } from "./check-quadlet.ts";
import { quadletTypeOf } from "./quadlet-type.ts";

/**
 * Every problem of a quadlet, or of the text of one (then `name` says what it is), in podman's words where it
 * has any. Empty when there is none. Never throws.
 *
 * @example
 * ```ts
 * import { validateQuadlet } from "@drydock/systemd";
 *
 * const [found] = validateQuadlet("[Container]\nContainerName=web\n", "web.container");
 * console.log(found?.message); // no Image= or Rootfs= in [Container]
 * ```
 */
export function validateQuadlet(source: Unit | string | Uint8Array, name?: string): readonly Diagnostic[] {
  const isText = typeof source === "string" || source instanceof Uint8Array;
  const misshapen = isText ? [] : problemsOfShape(source);
  if (misshapen.length > 0) return misshapen;
  const parsed = isText ? parseUnit(source, { name: name ?? "" }) : undefined;
  const unit = isText ? (parsed?.unit ?? { name: name ?? "", sections: [] }) : source;
  const type = quadletTypeOf(unit.name);
  if (type === undefined) return checkQuadletName(unit.name);
  return [
    ...checkQuadletName(unit.name),
    ...(parsed?.diagnostics ?? []),
    ...checkQuadlet(unit, type, parsed?.positions),
  ];
}
