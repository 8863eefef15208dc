import type { Node } from "../spec/node.ts";
import type { Accounts } from "./accounts.ts";
import type { Inode } from "./inode.ts";
import { StageFailure } from "./stage-failure.ts";

/** Sets the owner that a config's node asks for; what it leaves open stays with `fallback`. */
export function setOwner(
  inode: Inode,
  node: Pick<Node, "user" | "group">,
  path: string,
  accounts: Accounts,
  fallback: { uid: number; gid: number },
): void {
  const uid =
    node.user?.id ??
    lookUp("user", node.user?.name, `${path}.user.name`, (name) => accounts.users.get(name)?.uid) ??
    fallback.uid;
  const gid =
    node.group?.id ??
    lookUp("group", node.group?.name, `${path}.group.name`, (name) => accounts.groups.get(name)) ??
    fallback.gid;
  Object.assign(inode, { uid, gid });
}

function lookUp(
  kind: string,
  name: string | undefined,
  path: string,
  find: (name: string) => number | undefined,
): number | undefined {
  if (name === undefined || name === "") return undefined;
  const id = find(name);
  if (id !== undefined) return id;
  throw new StageFailure(
    path,
    `no such ${kind} ${JSON.stringify(name)} on the node: add it under passwd, give a number, or put it in the root's /etc/${kind === "user" ? "passwd" : "group"}`,
  );
}
