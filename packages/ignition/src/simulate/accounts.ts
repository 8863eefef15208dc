import type { Passwd } from "../spec/passwd.ts";
import { type FileSystem, readable } from "./file-system.ts";
import type { Accounts } from "./node-owners.ts";

/**
 * The node's users and groups after `passwd` was applied: those of its /etc/passwd and /etc/group, then the config's. A number that the
 * config leaves open is the one that useradd(8) takes: one above the highest in use from 1000 up, for system accounts one below the lowest from 999 down.
 */
export function accountsOf(fs: FileSystem, { users = [], groups = [] }: Passwd): Accounts {
  const known = { users: readIds(fs, "/etc/passwd"), groups: readIds(fs, "/etc/group") };
  for (const group of groups) {
    if (group.shouldExist === false) known.groups.delete(group.name);
    else known.groups.set(group.name, group.gid ?? known.groups.get(group.name) ?? freeId(known.groups, group.system));
  }
  for (const user of users) {
    if (user.shouldExist === false) {
      known.users.delete(user.name);
      continue;
    }
    const isNew = !known.users.has(user.name);
    const uid = user.uid ?? known.users.get(user.name) ?? freeId(known.users, user.system);
    known.users.set(user.name, uid);
    if (isNew && user.noUserGroup !== true && user.primaryGroup === undefined && !known.groups.has(user.name)) {
      const taken = new Set(known.groups.values()).has(uid);
      known.groups.set(user.name, taken ? freeId(known.groups, user.system) : uid);
    }
  }
  return known;
}

function freeId(ids: ReadonlyMap<string, number>, system = false): number {
  const taken = new Set(ids.values());
  if (system) {
    let id = 999;
    while (taken.has(id)) id--;
    return id;
  }
  return Math.max(999, ...[...taken].filter((id) => id >= 1000 && id < 60_000)) + 1;
}

function readIds(fs: FileSystem, path: string): Map<string, number> {
  const inode = readable(fs, path);
  const ids = new Map<string, number>();
  if (inode?.type !== "file") return ids;
  for (const line of Buffer.from(inode.contents).toString("utf8").split("\n")) {
    const [name, , id] = line.split(":");
    if (name !== undefined && name !== "" && id !== undefined && /^\d+$/u.test(id) && !ids.has(name)) ids.set(name, Number(id));
  }
  return ids;
}
