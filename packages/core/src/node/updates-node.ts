import { decodeDataUrl, fedoraCoreosUpdates, flatcarUpdates, type Fragment } from "@drydock/ignition";
import { exec, unit } from "@drydock/systemd";
import type { Image } from "../cluster/image.ts";
import type { Updates } from "../cluster/updates.ts";
import type { NodeFile } from "./content.ts";
import type { NodeConfig } from "./node-config.ts";
import { windowOf, type RebootWindow } from "./update-window.ts";

/**
 * How a node takes new versions of its system; `index` is its place among the nodes whose windows follow one
 * another.
 */
export function updatesNode(os: Image["os"], updates: Updates, index: number): Partial<NodeConfig> {
  const window =
    updates.strategy === "reboot" && updates.window !== undefined ? windowOf(updates.window, index) : undefined;
  switch (os) {
    case "flatcar":
      return { files: filesOf(flatcarUpdates({ strategy: updates.strategy, ...(window && { window }) })) };
    case "fedora-coreos":
      return { files: filesOf(fedoraCoreosUpdates(zincati(updates, window))) };
    case "ubuntu":
      return { files: [unattendedUpgrades(updates, window)] };
    case "amazon-linux":
      return updates.strategy === "off" ? {} : { units: upgradeUnits(window) };
  }
}

function zincati(updates: Updates, window: RebootWindow | undefined) {
  if (updates.strategy === "off") return { strategy: "off" } as const;
  return window === undefined
    ? ({ strategy: "immediate" } as const)
    : ({ strategy: "periodic", windows: [window] } as const);
}

function filesOf({ storage }: Fragment): NodeFile[] {
  return (storage?.files ?? []).map(({ path, contents }) => {
    const bytes = decodeDataUrl(contents?.source ?? "data:,");
    return { path, text: new TextDecoder().decode(bytes), mode: "0644", owner: "root:root" };
  });
}

function unattendedUpgrades(updates: Updates, window: RebootWindow | undefined): NodeFile {
  const reboot = updates.strategy === "reboot";
  const lines = [
    `Unattended-Upgrade::Automatic-Reboot "${reboot}";`,
    ...(reboot && window !== undefined ? [`Unattended-Upgrade::Automatic-Reboot-Time "${window.start}";`] : []),
  ];
  return {
    path: "/etc/apt/apt.conf.d/60drydock-reboot",
    text: `${lines.join("\n")}\n`,
    mode: "0644",
    owner: "root:root",
  };
}

/**
 * Amazon Linux takes a new version only when told to: once a day, with a reboot when something in use has
 * changed.
 */
function upgradeUnits(window: RebootWindow | undefined) {
  const calendar = window === undefined ? "daily" : `${window.days?.[0] ?? ""} *-*-* ${window.start}:00`.trim();
  return [
    {
      unit: unit("drydock-upgrade.service", {
        Unit: {
          Description: "New version of the operating system",
          Wants: "network-online.target",
          After: "network-online.target",
        },
        Service: {
          Type: "oneshot",
          ExecStart: exec("/usr/bin/dnf", "--assumeyes", "upgrade", "--releasever=latest"),
          ExecStartPost: exec(
            "/bin/sh",
            "-c",
            "dnf needs-restarting --reboothint >/dev/null || systemctl --no-block reboot",
          ),
          TimeoutStartSec: 3600,
        },
      }),
      enable: false,
    },
    {
      unit: unit("drydock-upgrade.timer", {
        Unit: { Description: "Looks for a new version of the operating system" },
        Timer: { OnCalendar: calendar, Persistent: window === undefined },
        Install: { WantedBy: "timers.target" },
      }),
      enable: true,
    },
  ];
}
