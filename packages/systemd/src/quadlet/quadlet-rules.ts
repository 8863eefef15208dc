import type { Problem } from "../text/problem.ts";
import { assignmentsOf, finding, lastValueOf, type Assignment, type CheckedUnit } from "../validate/assignment.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { groupOf, type QuadletType } from "./quadlet-type.ts";

/** Settings of a group of which at least one has to stand. */
const required: Readonly<Partial<Record<QuadletType, readonly (readonly string[])[]>>> = {
  artifact: [["Artifact"]],
  build: [["ImageTag"], ["File", "SetWorkingDirectory"]],
  container: [["Image", "Rootfs"]],
  image: [["Image"]],
  kube: [["Yaml"]],
};

/** What podman's generator refuses in a quadlet beyond unknown keys. */
export function checkQuadletRules(unit: CheckedUnit, type: QuadletType): readonly Diagnostic[] {
  const group = groupOf(type);
  const diagnostics: Diagnostic[] = [];
  const has = (key: string): boolean => (lastValueOf(unit, group, key) ?? "") !== "";
  const last = (key: string): Assignment | undefined => assignmentsOf(unit, group, key).at(-1);
  const error = (rule: string, problem: Problem, place?: Assignment): void => {
    diagnostics.push(finding("error", rule, problem, place));
  };
  if (!unit.sections.some(({ name }) => name === group))
    error("quadlet-group", { message: `a .${type} needs the group [${group}]` });
  for (const keys of required[type] ?? []) {
    const names = keys.map((key) => `${key}=`).join(" or ");
    if (!keys.some(has)) error("quadlet-required", { message: `no ${names} in [${group}]` });
  }
  if (type === "container" && has("Image") && has("Rootfs")) {
    const message = "the Image and Rootfs keys cannot be used at the same time";
    error("quadlet-required", { message }, last("Rootfs"));
  }
  if (type === "volume" && lastValueOf(unit, group, "Driver") === "image" && !has("Image")) {
    const message = "the key Image= is mandatory when using the image driver";
    error("quadlet-required", { message }, last("Driver"));
  }
  if (type === "network" && !has("Subnet")) {
    for (const key of ["Gateway", "IPRange"].filter(has))
      error("quadlet-required", { message: `cannot set ${key}= without Subnet=` }, assignmentsOf(unit, group, key)[0]);
  }
  diagnostics.push(...checkServiceGroup(unit));
  if (type === "container" && assignmentsOf(unit, "Service", "TimeoutStartSec").length === 0 && has("Image")) {
    const message = "a pull may take longer than the 90 s that systemd allows for a start";
    const remedy = "Set TimeoutStartSec=900 in [Service].";
    diagnostics.push(finding("info", "quadlet-timeout", { message, remedy }));
  }
  return diagnostics;
}

/** What podman decides itself in [Service]. */
function checkServiceGroup(unit: CheckedUnit): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const key of ["User", "Group", "DynamicUser"]) {
    const message = `using key '${key}' in the Service group is not supported`;
    const remedy =
      key === "DynamicUser"
        ? "Leave it out: podman does not run under a dynamic user."
        : "Use User= and Group= of [Container], or a rootless quadlet.";
    for (const found of assignmentsOf(unit, "Service", key))
      diagnostics.push(finding("error", "quadlet-service", { message, remedy }, found));
  }
  const killMode = assignmentsOf(unit, "Service", "KillMode").at(-1);
  if (killMode !== undefined && !["", "mixed", "control-group"].includes(killMode.value)) {
    const problem = { message: `invalid KillMode '${killMode.value}'`, remedy: "Use mixed or control-group." };
    diagnostics.push(finding("error", "quadlet-service", problem, killMode));
  }
  return diagnostics;
}
