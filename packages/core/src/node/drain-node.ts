import type { DrainDesign } from "../cluster/drain.ts";
import { instanceUnit } from "./base.ts";
import type { NodeConfig } from "./node-config.ts";
import { instanceFile, scriptFile, scriptUnit } from "./script-unit.ts";

/** The unit that runs another before the machine goes. */
const drainUnit = "drydock-drain.service";

/**
 * Waits until a group takes the machine away, runs the unit to its end, and lets the group go on. `group` is
 * the group's name on AWS.
 */
export function drainNode(group: string, drain: DrainDesign | undefined): Partial<NodeConfig> {
  if (drain === undefined) return {};
  const { unit, hook, timeout, heartbeat } = drain;
  const service = scriptUnit(drainUnit, {
    script: "drain.sh",
    description: "What this machine does before it goes",
    needs: [instanceUnit],
    environment: {
      DRYDOCK_DRAIN_UNIT: unit,
      DRYDOCK_DRAIN_GROUP: group,
      DRYDOCK_DRAIN_HOOK: hook,
      DRYDOCK_DRAIN_TIMEOUT: String(timeout),
      DRYDOCK_DRAIN_HEARTBEAT: String(heartbeat),
    },
    environmentFiles: [instanceFile],
    waits: false,
  });
  return { files: [scriptFile("drain.sh")], units: [{ unit: service, enable: true }] };
}
