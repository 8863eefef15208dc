import { exec, unit } from "@drydock/systemd";
import { checkOptions, object, required, text, whole } from "@drydock/systemd/ground";
import type { NodeUnit } from "./content.ts";

/** When a timer elapses: a word or an expression of systemd.time(7), such as `daily` or `Sun 03:00`. */
export interface Schedule {
  readonly every: string;
}

const scheduleOptions = object<Schedule>({ every: required(text) });
const swapOptions = object<{ readonly gibibytes: number }>({ gibibytes: required(whole({ min: 1, max: 1024 })) });

/**
 * Swap space of a number of gibibytes in `/var/swapfile`, made once: 1 to 1024.
 *
 * @throws {OptionError} `invalid-option`, for another number, and for options that there are not.
 *
 * @example
 * ```ts
 * import { swapFile } from "@drydock/core";
 *
 * console.log(swapFile({ gibibytes: 2 }).map(({ unit }) => unit.name));
 * // [ 'maintain-swapfile.service', 'var-swapfile.swap' ]
 * ```
 */
export function swapFile(options: { readonly gibibytes: number }): NodeUnit[] {
  checkOptions("swapFile", swapOptions, options);
  const { gibibytes } = options;
  const make = `test -e /var/swapfile || { umask 077 && dd if=/dev/zero of=/var/swapfile.new bs=1M count=${gibibytes * 1024} && mkswap /var/swapfile.new && mv /var/swapfile.new /var/swapfile; }`;
  return [
    {
      unit: unit("maintain-swapfile.service", {
        Unit: { Description: "Swap file", ConditionPathExists: "!/var/swapfile" },
        Service: {
          Type: "oneshot",
          RemainAfterExit: true,
          ExecStart: exec("/bin/sh", "-c", make),
          TimeoutStartSec: "infinity",
        },
      }),
      enable: false,
    },
    {
      // Without default dependencies: they order swap before everything that could make the file.
      unit: unit("var-swapfile.swap", {
        Unit: {
          Description: "Swap space",
          DefaultDependencies: false,
          Conflicts: "umount.target",
          Before: "umount.target",
          Wants: "maintain-swapfile.service",
          After: "maintain-swapfile.service",
        },
        Swap: { What: "/var/swapfile" },
        Install: { WantedBy: "multi-user.target" },
      }),
      enable: true,
    },
  ];
}

/**
 * Removes dangling images of docker. Default: every day.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {UnitError} For what systemd would not take as a time.
 *
 * @example
 * ```ts
 * import { pruneImages } from "@drydock/core";
 *
 * console.log(pruneImages({ every: "Sun 03:00" }).map(({ unit }) => unit.name));
 * // [ 'maintain-images.service', 'maintain-images.timer' ]
 * ```
 */
export function pruneImages(options: Schedule = { every: "daily" }): NodeUnit[] {
  checkOptions("pruneImages", scheduleOptions, options);
  return timed("maintain-images", "Removes images that nothing uses", options.every, {
    command: exec("/usr/bin/docker", "image", "prune", "--force"),
    needs: "docker.service",
  });
}

/**
 * Forgets units that failed, so that a list of failed units shows what failed lately. Default: every week.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {UnitError} For what systemd would not take as a time.
 *
 * @example
 * ```ts
 * import { resetFailed } from "@drydock/core";
 *
 * console.log(resetFailed().map(({ unit }) => unit.name)); // [ 'maintain-failed.service', 'maintain-failed.timer' ]
 * ```
 */
export function resetFailed(options: Schedule = { every: "weekly" }): NodeUnit[] {
  checkOptions("resetFailed", scheduleOptions, options);
  return timed("maintain-failed", "Forgets units that failed", options.every, {
    command: exec("/usr/bin/systemctl", "reset-failed"),
  });
}

/**
 * The journal over HTTP on the local socket `/run/journald.sock`, for agents that forward logs.
 *
 * @example
 * ```ts
 * import { journalGateway } from "@drydock/core";
 *
 * console.log(journalGateway().map(({ unit }) => unit.name)); // [ 'systemd-journal-gatewayd.socket' ]
 * ```
 */
export function journalGateway(): NodeUnit[] {
  const socket = unit("systemd-journal-gatewayd.socket", {
    Unit: { Description: "Journal gateway on a local socket" },
    Socket: { ListenStream: "/run/journald.sock", SocketMode: "0660" },
    Install: { WantedBy: "sockets.target" },
  });
  return [{ unit: socket, enable: true }];
}

function timed(
  name: string,
  description: string,
  every: string,
  { command, needs }: { readonly command: ReturnType<typeof exec>; readonly needs?: string },
): NodeUnit[] {
  return [
    {
      unit: unit(`${name}.service`, {
        Unit: { Description: description, ...(needs !== undefined && { Requires: needs, After: needs }) },
        Service: { Type: "oneshot", ExecStart: command },
      }),
      enable: false,
    },
    {
      unit: unit(`${name}.timer`, {
        Unit: { Description: description },
        Timer: { OnCalendar: every, RandomizedDelaySec: 600, Persistent: true },
        Install: { WantedBy: "timers.target" },
      }),
      enable: true,
    },
  ];
}
