import type { Diagnostic, Shape } from "@drydock/systemd/ground";
import { compareVersions } from "../target/compare-versions.ts";

/** Whether a version of cloud-init takes a place of the config at all; without a version, each does. */
export function checkGates(shape: Shape, path: string, version: string | undefined): Diagnostic[] {
  if (version === undefined) return [];
  if (shape.since !== undefined && compareVersions(version, shape.since) < 0) {
    const message = `cloud-init ${version} does not know this; it came with ${shape.since}`;
    return [
      {
        severity: "error",
        path,
        message,
        remedy: "Leave it out, or choose a newer target.",
        rule: "newer-than-target",
      },
    ];
  }
  if (shape.until !== undefined && compareVersions(version, shape.until) >= 0) {
    const message = `cloud-init ${version} no longer takes this; it went with ${shape.until}`;
    return [{ severity: "error", path, message, remedy: "Leave it out.", rule: "older-than-target" }];
  }
  if (shape.deprecated !== undefined && compareVersions(version, shape.deprecated.since) >= 0) {
    const message = `deprecated since cloud-init ${shape.deprecated.since}`;
    return [{ severity: "warning", path, message, remedy: `Use ${shape.deprecated.use}.`, rule: "deprecated" }];
  }
  return [];
}
