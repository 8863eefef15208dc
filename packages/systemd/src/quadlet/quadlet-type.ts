import { text } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
/** The kinds of quadlet, which are the suffixes of their files. */
export const quadletTypes = ["container", "pod", "build", "kube", "network", "image", "volume", "artifact"] as const;

/** A kind of quadlet, by its suffix. */
export type QuadletType = (typeof quadletTypes)[number];

/**
 * The type of a quadlet by its file name; undefined when the suffix is none of a quadlet's.
 *
 * @example
 * ```ts
 * import { quadletTypeOf } from "@drydock/systemd";
 *
 * console.log(quadletTypeOf("web.container"), quadletTypeOf("web.service")); // container undefined
 * ```
 */
export function quadletTypeOf(name: string): QuadletType | undefined {
  checkOptions("quadletTypeOf", text, name);
  const suffix = name.slice(name.lastIndexOf(".") + 1);
  return name.includes(".") ? quadletTypes.find((type) => type === suffix) : undefined;
}

/** The group that a quadlet of a type has of its own: `[Container]` of a `.container`. */
export function groupOf(type: QuadletType): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}
