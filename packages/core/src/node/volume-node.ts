import { dropin, escapePath, unit } from "@drydock/systemd";
import type { DataVolume } from "../cluster/data-volume.ts";
import { instanceUnit } from "./base.ts";
import type { NodeConfig } from "./node-config.ts";
import { instanceFile, scriptFile, scriptUnit } from "./script-unit.ts";

/** The unit after which the node's own volume is attached and has its file system. */
const volumeUnit = "drydock-volume.service";

/** Attaches the node's own volume, formats it if it is blank, and mounts it by its label. */
export function volumeNode({ label, mount }: DataVolume): Partial<NodeConfig> {
  const device = `/dev/disk/by-label/${label}`;
  const attach = scriptUnit(volumeUnit, {
    script: "volume.sh",
    description: "The data volume of this node",
    needs: [instanceUnit],
    environment: { DRYDOCK_VOLUME_LABEL: label },
    environmentFiles: [instanceFile],
  });
  // Without default dependencies: they order a mount before local-fs.target, and so before the network that
  // the volume needs.
  const mounted = unit(`${escapePath(mount)}.mount`, {
    Unit: {
      Description: `Data volume at ${mount}`,
      DefaultDependencies: false,
      Conflicts: "umount.target",
      Before: "umount.target",
      Requires: volumeUnit,
      After: volumeUnit,
    },
    Mount: { What: device, Where: mount, Type: "ext4", Options: "noatime" },
    Install: { WantedBy: "multi-user.target" },
  });
  // A volume may be late by minutes; systemd's usual patience with a device is 90 seconds.
  const patience = dropin(`${escapePath(device)}.device`, "10-drydock-patience.conf", {
    Unit: { JobRunningTimeoutSec: "infinity" },
  });
  return {
    files: [scriptFile("volume.sh")],
    units: [
      { unit: attach, enable: true },
      { unit: mounted, enable: true },
    ],
    dropins: [patience],
  };
}
