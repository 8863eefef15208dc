import { pathProblem } from "./go-path.ts";
import type { Raid } from "../../spec/disk.ts";
import type { Rule } from "./rule.ts";

const striped = new Set(["linear", "raid0", "0", "stripe"]);
const redundant = new Set(["raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10"]);

/** A RAID: its name, level, devices and spares. */
export const raidRule: Rule<Raid> = (raid, context) => {
  const { devices = [] } = raid;
  context.error(levelProblem(raid, context.minor), "level");
  if (devices.length === 0) context.error("raid devices required", "devices");
  devices.forEach((device, index) => context.error(pathProblem(device), "devices", index));
};

function levelProblem({ level = "", spares = 0 }: Raid, minor: number): string | undefined {
  if (level === "" && minor >= 3) return "raid level is required";
  if (striped.has(level)) return spares === 0 ? undefined : "spares unsupported for linear and raid0 arrays";
  return redundant.has(level) ? undefined : "unrecognized raid level";
}
