import type { IgnitionConfig } from "../../spec/ignition-config.ts";
import type { Rule } from "./rule.ts";

const unitDirectory = "/etc/systemd/system/";

/** Since Ignition 2.15: a path may not be a file that a unit of the same config writes. */
export const configRule: Rule<IgnitionConfig> = ({ storage, systemd }, context) => {
  if (context.engine === "2.14.0" || storage === undefined) return;
  const taken = new Set<string>();
  for (const unit of systemd?.units ?? []) {
    if (unit.contents) taken.add(unitDirectory + unit.name);
    for (const dropin of unit.dropins ?? []) {
      if (dropin.contents) taken.add(`${unitDirectory}${unit.name}.d/${dropin.name}`);
    }
  }
  if (taken.size === 0) return;
  for (const list of ["files", "directories", "links"] as const) {
    storage[list]?.forEach(({ path }, index) => {
      if (taken.has(path)) context.error("path conflicts with systemd unit or dropin", "storage", list, index, "path");
    });
  }
};
