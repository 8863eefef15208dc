import { spawnSync } from "node:child_process";

/**
 * All that is mounted at / becomes read-only in a mount namespace of its own, and the folder alone stays
 * writable.
 */
const script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift && exec "$@"';

/**
 * A command that can write nowhere but in the folder. The engine follows links that lead out of its root, so
 * a generated config could otherwise reach the machine that runs the tests.
 */
export function confined(folder: string, command: readonly string[]): readonly [string, ...string[]] {
  return ["unshare", "--mount", "--", "sh", "-c", script, "sh", folder, ...command];
}

/** Whether this machine lets a program be confined: Linux, as root, with the right to mount. */
export function canConfine(): boolean {
  return (
    spawnSync("unshare", ["--mount", "--", "sh", "-c", "mount --bind /tmp /tmp && mount -o remount,bind,ro /"])
      .status === 0
  );
}
