/** Every stable Ignition spec of the third generation, oldest first. */
export const specVersions = ["3.0.0", "3.1.0", "3.2.0", "3.3.0", "3.4.0", "3.5.0", "3.6.0"] as const;

/** A stable Ignition spec version, as it stands in `ignition.version`. */
export type SpecVersion = (typeof specVersions)[number];

/** The newest spec that this package knows. */
export const latestSpec = "3.6.0" satisfies SpecVersion;

type SpecsFrom = {
  "3.0.0": SpecVersion;
  "3.1.0": Exclude<SpecVersion, "3.0.0">;
  "3.2.0": "3.2.0" | "3.3.0" | "3.4.0" | "3.5.0" | "3.6.0";
  "3.3.0": "3.3.0" | "3.4.0" | "3.5.0" | "3.6.0";
  "3.4.0": "3.4.0" | "3.5.0" | "3.6.0";
  "3.5.0": "3.5.0" | "3.6.0";
  "3.6.0": "3.6.0";
};

/**
 * `T` in specs from `Since` on, and nothing in older ones: how a field newer than the chosen spec becomes a
 * compile error.
 */
export type From<Since extends SpecVersion, V extends SpecVersion, T> = V extends SpecsFrom[Since] ? T : never;

/**
 * Whether `text` is a spec version that this package knows, exactly as written.
 *
 * @example
 * ```ts
 * import { isSpecVersion } from "@drydock/ignition";
 *
 * isSpecVersion("3.4.0"); // true
 * isSpecVersion("3.4"); // false
 * ```
 */
export function isSpecVersion(text: unknown): text is SpecVersion {
  return specVersions.some((version) => version === text);
}

/**
 * Negative when spec `a` is older than `b`, zero when they are the same, positive when it is newer.
 *
 * @example
 * ```ts
 * import { compareSpecs } from "@drydock/ignition";
 *
 * compareSpecs("3.0.0", "3.4.0") < 0; // true
 * compareSpecs("3.4.0", "3.4.0"); // 0
 * ```
 */
export function compareSpecs(a: SpecVersion, b: SpecVersion): number {
  return specVersions.indexOf(a) - specVersions.indexOf(b);
}
