import type { PasswdGroup, PasswdUser } from "../spec/passwd.ts";
import { type FileSystem, readable } from "./file-system.ts";
import { type LoginDefaults, loginDefaults } from "./login-defaults.ts";
import { StageFailure } from "./stage-failure.ts";

/** An account of the node. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** The node's accounts by name. */
export interface Accounts {
  readonly users: Map<string, Account>;
  /** Group numbers by name. */
  readonly groups: Map<string, number>;
  readonly defaults: LoginDefaults;
}

/** The accounts in the node's /etc/passwd and /etc/group. */
export function accountsOf(fs: FileSystem): Accounts {
  const users = lines(fs, "/etc/passwd").flatMap(([name, , uid, gid, , home]): [string, Account][] =>
    name && isId(uid) && isId(gid) ? [[name, { uid: Number(uid), gid: Number(gid), home: home ?? "/" }]] : [],
  );
  const groups = lines(fs, "/etc/group").flatMap(([name, , gid]): [string, number][] =>
    name && isId(gid) ? [[name, Number(gid)]] : [],
  );
  return { users: new Map(users), groups: new Map(groups), defaults: loginDefaults(fs) };
}

/** Adds or changes a group as groupadd(8) and groupmod(8) do, or removes it. */
export function applyGroup(
  { groups, defaults }: Accounts,
  { name, gid, system, shouldExist }: PasswdGroup,
  at: string,
): void {
  if (shouldExist === false) {
    groups.delete(name);
    return;
  }
  const others = [...groups].filter(([other]) => other !== name);
  if (gid !== undefined) refuseTaken("group", gid, others, `${at}.gid`);
  groups.set(name, gid ?? groups.get(name) ?? freeId([...groups.values()], system === true, defaults));
}

/**
 * Adds or changes a user as useradd(8) and usermod(8) do. A number that the config leaves open is one above
 * the highest of the others, for a system account one below the lowest; the new user's own group takes the
 * same number if that is free and in range.
 */
export function applyUser(accounts: Accounts, user: PasswdUser, at: string): Account {
  const { users, groups, defaults } = accounts;
  const known = users.get(user.name);
  const others = [...users].filter(([name]) => name !== user.name).map(([name, { uid }]) => [name, uid] as const);
  if (user.uid !== undefined) refuseTaken("user", user.uid, others, `${at}.uid`);
  for (const [index, group] of (user.groups ?? []).entries()) groupNumber(accounts, group, `${at}.groups.${index}`);
  const uid =
    user.uid ??
    known?.uid ??
    freeId(
      others.map(([, id]) => id),
      user.system === true,
      defaults,
    );
  const gid = primaryGroup(accounts, user, known, at);
  const account = {
    uid,
    gid: gid ?? ownGroup(accounts, user, uid, at),
    home: user.homeDir || (known?.home ?? `/home/${user.name}`),
  };
  users.set(user.name, account);
  if (gid === undefined) groups.set(user.name, account.gid);
  return account;
}

/** Nothing when the user gets a group of its own. */
function primaryGroup(
  accounts: Accounts,
  user: PasswdUser,
  known: Account | undefined,
  at: string,
): number | undefined {
  if (user.primaryGroup) return groupNumber(accounts, user.primaryGroup, `${at}.primaryGroup`);
  if (known) return known.gid;
  return user.noUserGroup === true || !accounts.defaults.groupPerUser ? 100 : undefined;
}

function ownGroup({ groups, defaults }: Accounts, { name, system }: PasswdUser, preferred: number, at: string): number {
  if (groups.has(name))
    throw new StageFailure(
      `${at}.name`,
      `group ${JSON.stringify(name)} exists already; say primaryGroup or noUserGroup`,
    );
  const taken = [...groups.values()];
  const [lowest, highest] = rangeOf(system === true, defaults);
  const fits = preferred >= lowest && preferred <= highest && !taken.includes(preferred);
  return fits ? preferred : freeId(taken, system === true, defaults);
}

function groupNumber({ groups }: Accounts, group: string, at: string): number {
  const gid = groups.get(group) ?? (isId(group) ? Number(group) : undefined);
  if (gid !== undefined) return gid;
  throw new StageFailure(at, `group ${JSON.stringify(group)} does not exist; add it under passwd.groups`);
}

function refuseTaken(kind: string, id: number, others: readonly (readonly [string, number])[], at: string): void {
  const [owner] = others.find(([, other]) => other === id) ?? [];
  if (owner !== undefined)
    throw new StageFailure(at, `${kind} ${JSON.stringify(owner)} has the number ${id} already; take another`);
}

function freeId(taken: readonly number[], isSystem: boolean, defaults: LoginDefaults): number {
  const [lowest, highest] = rangeOf(isSystem, defaults);
  const inRange = taken.filter((id) => id >= lowest && id <= highest);
  return isSystem ? Math.min(highest + 1, ...inRange) - 1 : Math.max(lowest - 1, ...inRange) + 1;
}

function rangeOf(
  isSystem: boolean,
  { lowestSystemUser, highestSystemUser, lowestUser, highestUser }: LoginDefaults,
): readonly [number, number] {
  return isSystem ? [lowestSystemUser, highestSystemUser] : [lowestUser, highestUser];
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^\d+$/u.test(text);
}

function lines(fs: FileSystem, path: string): string[][] {
  const inode = readable(fs, path);
  if (inode?.type !== "file") return [];
  return Buffer.from(inode.contents)
    .toString("utf8")
    .split("\n")
    .map((line) => line.split(":"));
}
