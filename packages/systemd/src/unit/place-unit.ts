import { checkOptions } from "../ground/check-options.ts";
import { anything, map } from "../ground/build-shape.ts";
import { escapePath } from "../escape/escape-path.ts";
import type { SectionsByType, Settings } from "./sections.ts";
import type { Problem } from "../text/problem.ts";
import { UnitError } from "./unit-error.ts";
import type { Unit } from "./unit-file.ts";
import { unit } from "./unit.ts";

type Place = "Mount" | "Automount" | "Swap";
type Located<Sections, Name extends Place, Required extends keyof Settings<Name>> = Sections & {
  readonly [Section in Name]: Settings<Section> & { readonly [Key in Required]-?: string };
};

function nameOf(settings: unknown, key: "Where" | "What", section: Place): string {
  const place: unknown = typeof settings === "object" && settings !== null ? Reflect.get(settings, key) : undefined;
  const error = (problem: Problem): UnitError =>
    new UnitError(`a .${section.toLowerCase()} unit`, [
      { severity: "error", path: `$.${section}.${key}`, ...problem, rule: "place" },
    ]);
  if (typeof place !== "string" || !place.startsWith("/"))
    throw error({ message: `${key}= is no absolute path, and the unit is named after it` });
  if (place.includes("%")) {
    const message = `${key}= cannot hold a specifier here: the name would depend on it`;
    throw error({ message, remedy: "Use unit() with the name." });
  }
  return `${escapePath(place)}.${section.toLowerCase()}`;
}

/**
 * A mount unit, named after its `Where=`: `/var/lib/etcd` becomes `var-lib-etcd.mount`.
 * @throws {UnitError} as `unit` does.
 *
 * @example
 * ```ts
 * import { mount } from "@drydock/systemd";
 *
 * const data = mount({ Mount: { What: "/dev/xvdb", Where: "/var/lib/etcd", Type: "ext4" } });
 * console.log(data.name); // var-lib-etcd.mount
 * ```
 */
export function mount(sections: Located<SectionsByType["mount"], "Mount", "What" | "Where">): Unit {
  checkOptions("mount", map(anything), sections);
  return unit(nameOf(sections.Mount, "Where", "Mount") as `${string}.mount`, sections);
}

/**
 * An automount unit, named after its `Where=`; the mount unit of the same name is mounted on first access.
 * @throws {UnitError} as `unit` does.
 *
 * @example
 * ```ts
 * import { automount } from "@drydock/systemd";
 *
 * console.log(automount({ Automount: { Where: "/srv", TimeoutIdleSec: 60 } }).name); // srv.automount
 * ```
 */
export function automount(sections: Located<SectionsByType["automount"], "Automount", "Where">): Unit {
  checkOptions("automount", map(anything), sections);
  return unit(nameOf(sections.Automount, "Where", "Automount") as `${string}.automount`, sections);
}

/**
 * A swap unit, named after its `What=`, a device or a file.
 * @throws {UnitError} as `unit` does.
 *
 * @example
 * ```ts
 * import { swap } from "@drydock/systemd";
 *
 * console.log(swap({ Swap: { What: "/var/swapfile" } }).name); // var-swapfile.swap
 * ```
 */
export function swap(sections: Located<SectionsByType["swap"], "Swap", "What">): Unit {
  checkOptions("swap", map(anything), sections);
  return unit(nameOf(sections.Swap, "What", "Swap") as `${string}.swap`, sections);
}
