import { shown } from "@drydock/systemd/ground";
import { IgnitionOptionError } from "../ignition-option-error.ts";
import type { SpecVersion } from "../spec/spec-version.ts";

/** An operating system whose nodes read Ignition. */
export type TargetOs = "flatcar" | "fedora-coreos" | "debian";

/**
 * A release of an operating system: the Ignition that reads the config there, and the systemd that runs its
 * units.
 */
export interface Target {
  readonly name: string;
  readonly os: TargetOs;
  /** Version of the Ignition engine in that release's initramfs. */
  readonly ignition: string;
  /** The newest stable spec that this engine accepts. */
  readonly highestSpec: SpecVersion;
  /** Major version of systemd; where point releases differ, the oldest. */
  readonly systemd: number;
}

function target<const Name extends string>(
  name: Name,
  os: TargetOs,
  ignition: string,
  highestSpec: SpecVersion,
  systemd: number,
): Target & { readonly name: Name } {
  return { name, os, ignition, highestSpec, systemd };
}

const releases = [
  target("debian-12", "debian", "2.14.0", "3.3.0", 252),
  target("flatcar-3510", "flatcar", "2.14.0", "3.3.0", 252),
  target("flatcar-3602", "flatcar", "2.15.0", "3.4.0", 252),
  target("flatcar-3760", "flatcar", "2.15.0", "3.4.0", 252),
  target("flatcar-3815", "flatcar", "2.15.0", "3.4.0", 252),
  target("flatcar-3975", "flatcar", "2.18.0", "3.4.0", 255),
  target("flatcar-4081", "flatcar", "2.19.0", "3.4.0", 255),
  target("flatcar-4152", "flatcar", "2.20.0", "3.5.0", 255),
  target("flatcar-4230", "flatcar", "2.20.0", "3.5.0", 256),
  target("flatcar-4459", "flatcar", "2.22.0", "3.5.0", 257),
  target("flatcar-4593", "flatcar", "2.24.0", "3.5.0", 257),
  target("fedora-coreos-44", "fedora-coreos", "2.26.0", "3.6.0", 259),
] as const;

/** The name of a release that this package knows. */
export type TargetName = (typeof releases)[number]["name"];

/**
 * Every known release, by operating system and age. Sources: the release notes of Flatcar, Fedora CoreOS and
 * Ignition.
 */
export const targets: readonly Target[] = releases;

/**
 * The release of that name. A `Target` of the caller's own passes through, so a release newer than this
 * package can be described by hand.
 *
 * @throws {IgnitionOptionError} `unknown-target`, with the known names as its hint.
 *
 * @example
 * ```ts
 * import { findTarget } from "@drydock/ignition";
 *
 * findTarget("flatcar-4593").highestSpec; // "3.5.0"
 * ```
 */
export function findTarget(name: TargetName | Target): Target {
  if (typeof name === "object" && name !== null) return name;
  const found = targets.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const known = targets.map((candidate) => candidate.name).join(", ");
  const hint = `Use one of ${known}, or describe the release by hand as a Target.`;
  throw new IgnitionOptionError("unknown-target", `unknown target ${shown(name)}`, hint);
}
