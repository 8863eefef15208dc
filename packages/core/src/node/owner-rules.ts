import type { NamedRole } from "../cluster/named-role.ts";
import { quote, type Finding } from "../finding.ts";
import { knownAccounts } from "./known-accounts.ts";

/**
 * The owner of a file, by names: cloud-init knows no numbers. A name that neither the role nor, as far as is
 * known, its system has is a warning, because lists of what images have are never whole.
 */
export function* ownerRules(owner: string, path: string, { spec }: Pick<NamedRole, "spec">): Iterable<Finding> {
  if (!/^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/.test(owner)) {
    yield {
      path,
      message: `${quote(owner)} is no owner`,
      remedy: "Write it by names, as user or user:group.",
      rule: "owner-form",
    };
    return;
  }
  const [user = "", group] = owner.split(":");
  const { os } = spec.image;
  const { users, groups } = knownAccounts(os);
  const makesGroups = os === "ubuntu" || os === "amazon-linux";
  // Each account of the role brings a group of its own name. Groups that it is to join, only cloud-init
  // makes.
  const own = new Set(spec.users.map(({ name }) => name));
  const named = new Set(makesGroups ? spec.users.flatMap((each) => each.groups ?? []) : []);
  const absent = [
    ...(own.has(user) || users.has(user) ? [] : [`user ${quote(user)}`]),
    ...(group === undefined || own.has(group) || named.has(group) || groups.has(group)
      ? []
      : [`group ${quote(group)}`]),
  ];
  if (absent.length === 0) return;
  yield {
    severity: "warning",
    path,
    message: `neither the role nor, as far as is known, ${os} has ${absent.join(" and ")}`,
    remedy:
      "Add an account of that name under users of the role, or take root:root: without it the file is not written.",
    rule: "owner-unknown",
  };
}
