import type { Passwd, PasswdUser } from "../spec/passwd.ts";
import { type Account, type Accounts, applyGroup, applyUser } from "./accounts.ts";
import { type FileSystem, lstat, makeDirectories, readable, removeAll, replaceAt } from "./file-system.ts";
import { inEntry } from "./in-entry.ts";
import { newFile } from "./inode.ts";
import { parentPath } from "./path.ts";
import { resolvePath } from "./resolve-path.ts";
import { StageFailure } from "./stage-failure.ts";

/**
 * Applies groups and users: home directories of new users, and keys in `~/.ssh/authorized_keys.d/ignition`.
 * The files of accounts themselves are not written.
 */
export function writeAccounts(fs: FileSystem, accounts: Accounts, { groups = [], users = [] }: Passwd): void {
  groups.forEach((group, index) => applyGroup(accounts, group, `$.passwd.groups.${index}`));
  users.forEach((user, index) => {
    const at = `$.passwd.users.${index}`;
    inEntry(at, () => writeUser(fs, accounts, user, at));
  });
}

function writeUser(fs: FileSystem, accounts: Accounts, user: PasswdUser, at: string): void {
  const known = accounts.users.get(user.name);
  if (user.shouldExist === false) {
    accounts.users.delete(user.name);
    if (known) removeAll(fs, known.home);
    return;
  }
  const account = applyUser(accounts, user, at);
  if (!known && user.noCreateHome !== true && !readable(fs, account.home))
    makeOwned(fs, account.home, accounts.defaults.homeMode, account);
  const keys = user.sshAuthorizedKeys ?? [];
  if (keys.length > 0) writeKeys(fs, account, keys.join("\n"), at);
}

/** The engine writes keys as the user, who may not be allowed to. */
function writeKeys(fs: FileSystem, account: Account, keys: string, at: string): void {
  const path = resolvePath(fs, account.home, ".ssh", "authorized_keys.d", "ignition");
  const directories = [parentPath(parentPath(path)), parentPath(path)];
  for (const directory of directories) {
    if (lstat(fs, directory)) continue;
    refuseUnlessWritable(fs, parentPath(directory), account, at);
    makeOwned(fs, directory, 0o700, account);
  }
  refuseUnlessWritable(fs, parentPath(path), account, at);
  const { uid, gid } = account;
  replaceAt(fs, path, { ...newFile(Buffer.from(keys.endsWith("\n") ? keys : `${keys}\n`), 0o600), uid, gid });
}

function refuseUnlessWritable(fs: FileSystem, path: string, { uid, gid }: Account, at: string): void {
  const inode = readable(fs, path);
  if (inode?.type === "directory") {
    const shift = inode.uid === uid ? 6 : inode.gid === gid ? 3 : 0;
    if (uid === 0 || ((inode.mode >> shift) & 0o3) === 0o3) return;
  }
  const what = inode === undefined ? "does not exist" : "is not the user's to write to";
  throw new StageFailure(
    `${at}.sshAuthorizedKeys`,
    `the keys cannot be written: ${path} ${what}; give the user a home of its own`,
  );
}

function makeOwned(fs: FileSystem, path: string, mode: number, { uid, gid }: Account): void {
  makeDirectories(fs, path);
  const inode = lstat(fs, path);
  if (inode?.type === "directory") Object.assign(inode, { mode, uid, gid });
}
