import { envFile } from "./env-file.ts";
import type { NodeConfig } from "./node-config.ts";
import { scriptFile, scriptUnit } from "./script-unit.ts";

/** The unit that gathers the instance's facts; other units read them from `/run/drydock/instance.env`. */
export const instanceUnit = "drydock-instance.service";

export interface Identity {
  readonly cluster: string;
  readonly role: string;
  /** Name of the machine, where it has one. */
  readonly node: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What every node has: the facts of its instance, and the name of its place in the cluster. */
export function baseNode({ cluster, role, node, metadata }: Identity): Partial<NodeConfig> {
  const fleetMetadata = Object.entries(metadata).map(([key, value]) => `${key}=${value}`);
  const settings = {
    DRYDOCK_CLUSTER: cluster,
    DRYDOCK_ROLE: role,
    ...(node !== undefined && { DRYDOCK_NODE: node }),
    ...(fleetMetadata.length > 0 && { FLEET_METADATA: fleetMetadata.join(",") }),
  };
  const unit = scriptUnit(instanceUnit, { script: "instance.sh", description: "Facts of this instance", needs: [] });
  return {
    files: [
      scriptFile("aws.sh"),
      scriptFile("instance.sh"),
      { path: "/etc/drydock/node.env", text: envFile(settings), mode: "0644", owner: "root:root" },
    ],
    units: [{ unit, enable: true }],
  };
}
