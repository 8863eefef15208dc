import { textOf } from "../ground/text-of.ts";
import { shown } from "../ground/shown.ts";
import { assembleSections } from "../unit/assemble-sections.ts";
import { allProblems } from "../unit/all-problems.ts";
import { UnitError } from "../unit/unit-error.ts";
import type { Unit } from "../unit/unit-file.ts";
import { checkQuadlet, checkQuadletName } from "./check-quadlet.ts";
import type { QuadletSections } from "./quadlet-sections.ts";
import { quadletTypeOf, type QuadletType } from "./quadlet-type.ts";
import { vocabularyOf } from "./quadlet-vocabulary.ts";

/**
 * A podman quadlet from typed settings: `quadlet("web.container", { Container: { Image:
 * "docker.io/library/nginx:1.27" } })`. It is a file for `/etc/containers/systemd`, not a unit:
 * `quadletService` names the service that podman makes of it.
 * @throws {UnitError} with every problem.
 *
 * @example
 * ```ts
 * import { quadlet, quadletService } from "@drydock/systemd";
 *
 * const web = quadlet("web.container", { Container: { Image: "docker.io/library/nginx:1.27" } });
 * console.log(quadletService(web)); // web.service
 * ```
 */
export function quadlet<const Type extends QuadletType>(
  name: `${string}.${Type}`,
  sections: QuadletSections<Type>,
): Unit {
  const type = typeof name === "string" ? quadletTypeOf(name) : undefined;
  if (type === undefined) throw new UnitError(`quadlet ${shown(name)}`, checkQuadletName(textOf(name)));
  const assembled = assembleSections(sections, vocabularyOf(type));
  const built: Unit = { name, sections: assembled.sections };
  const diagnostics = [...checkQuadletName(name), ...assembled.diagnostics];
  const problems = allProblems(diagnostics, checkQuadlet(built, type));
  if (problems.length > 0) throw new UnitError(`quadlet ${shown(name)}`, problems);
  return built;
}
