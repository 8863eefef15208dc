import { assignmentsOf, finding, lastValueOf, type CheckedUnit } from "../validate/assignment.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";

/** Settings of a group of which at least one has to stand. */
const required: Readonly<Record<string, readonly (readonly string[])[]>> = {
  artifact: [["Artifact"]],
  build: [["ImageTag"], ["File", "SetWorkingDirectory"]],
  container: [["Image", "Rootfs"]],
  image: [["Image"]],
  kube: [["Yaml"]],
};

/** What podman's generator refuses in a quadlet beyond unknown keys. */
export function checkQuadletRules(unit: CheckedUnit, type: string): readonly Diagnostic[] {
  const group = type.charAt(0).toUpperCase() + type.slice(1);
  const diagnostics: Diagnostic[] = [];
  const has = (key: string): boolean => (lastValueOf(unit, group, key) ?? "") !== "";
  if (!unit.sections.some(({ name }) => name === group))
    diagnostics.push(finding("error", "quadlet-group", `a .${type} needs the group [${group}]`));
  for (const keys of Object.hasOwn(required, type) ? (required[type] ?? []) : []) {
    if (!keys.some(has))
      diagnostics.push(
        finding("error", "quadlet-required", `no ${keys.map((key) => `${key}=`).join(" or ")} in [${group}]`),
      );
  }
  if (type === "container" && has("Image") && has("Rootfs")) {
    diagnostics.push(
      finding(
        "error",
        "quadlet-required",
        "the Image and Rootfs keys cannot be used at the same time",
        assignmentsOf(unit, group, "Rootfs").at(-1),
      ),
    );
  }
  if (type === "volume" && lastValueOf(unit, group, "Driver") === "image" && !has("Image")) {
    diagnostics.push(
      finding(
        "error",
        "quadlet-required",
        "the key Image= is mandatory when using the image driver",
        assignmentsOf(unit, group, "Driver").at(-1),
      ),
    );
  }
  if (type === "network" && !has("Subnet")) {
    for (const key of ["Gateway", "IPRange"]) {
      if (has(key))
        diagnostics.push(
          finding(
            "error",
            "quadlet-required",
            `cannot set ${key}= without Subnet=`,
            assignmentsOf(unit, group, key)[0],
          ),
        );
    }
  }
  for (const key of ["User", "Group", "DynamicUser"]) {
    for (const found of assignmentsOf(unit, "Service", key)) {
      const instead =
        key === "DynamicUser"
          ? "podman does not run under a dynamic user"
          : "use User= and Group= of [Container], or a rootless quadlet";
      diagnostics.push(
        finding(
          "error",
          "quadlet-service",
          `using key '${key}' in the Service group is not supported: ${instead}`,
          found,
        ),
      );
    }
  }
  const killMode = assignmentsOf(unit, "Service", "KillMode").at(-1);
  if (killMode !== undefined && !["", "mixed", "control-group"].includes(killMode.value)) {
    diagnostics.push(
      finding("error", "quadlet-service", `invalid KillMode '${killMode.value}': mixed or control-group`, killMode),
    );
  }
  if (type === "container" && assignmentsOf(unit, "Service", "TimeoutStartSec").length === 0 && has("Image")) {
    diagnostics.push(
      finding(
        "info",
        "quadlet-timeout",
        "a pull may take longer than the 90 s that systemd allows for a start: set TimeoutStartSec=900 in [Service]",
      ),
    );
  }
  return diagnostics;
}
