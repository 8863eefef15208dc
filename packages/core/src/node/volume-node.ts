import { dropin, escapePath, exec, unit } from "@drydock/systemd";
import type { DataVolume } from "../cluster/data-volume.ts";
import { instanceUnit } from "./base.ts";
import type { NodeConfig } from "./node-config.ts";
import { instanceFile, scriptFile, scriptUnit } from "./script-unit.ts";

/** The unit after which the node's own volume is attached and has its file system. */
const volumeUnit = "drydock-volume.service";

const grow = "drydock-volume-grow";

/**
 * Attaches the node's own volume, formats it if it is blank, mounts it by its label, and has its file system
 * follow when the volume has grown.
 */
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
      { unit: growUnit(device, `${escapePath(mount)}.mount`), enable: false },
      { unit: growTimer, enable: true },
    ],
    dropins: [patience],
  };
}

/** Nothing is done where the file system is as large as the disk, as it nearly always is. */
function growUnit(device: string, mount: string) {
  return unit(`${grow}.service`, {
    Unit: { Description: "The file system of the data volume, as large as its disk", Requires: mount, After: mount },
    Service: { Type: "oneshot", ExecStart: exec("/usr/sbin/resize2fs", device), TimeoutStartSec: 3600 },
  });
}

/** A disk grows while its machine runs, and nothing tells the machine. */
const growTimer = unit(`${grow}.timer`, {
  Unit: { Description: "Looks every quarter of an hour whether the data volume has grown" },
  Timer: { OnBootSec: 120, OnUnitInactiveSec: 900 },
  Install: { WantedBy: "timers.target" },
});
