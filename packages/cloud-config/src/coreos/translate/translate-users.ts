import { type Translated, notConverted } from "./translation.ts";
import type { CoreosCloudConfig, CoreosUser } from "../schema/coreos-cloud-config.ts";
import type { IgnitionUser } from "./ignition-config.ts";

/**
 * Users and their keys; the top-level keys are those of `core`. Ignition can neither make a user twice nor
 * fetch keys.
 */
export function translateUsers(config: CoreosCloudConfig): Translated {
  const users = new Map<string, IgnitionUser>();
  const add = (user: IgnitionUser): void => {
    const before = users.get(user.name);
    const keys = [...new Set([...(before?.sshAuthorizedKeys ?? []), ...(user.sshAuthorizedKeys ?? [])])];
    users.set(user.name, { ...before, ...user, ...(keys.length > 0 && { sshAuthorizedKeys: keys }) });
  };
  const core = config.ssh_authorized_keys ?? [];
  if (core.length > 0) add({ name: "core", sshAuthorizedKeys: core });
  for (const user of config.users ?? []) add(translateUser(user));
  const diagnostics = (config.users ?? []).flatMap((user, index) =>
    (["coreos_ssh_import_github", "coreos_ssh_import_github_users", "coreos_ssh_import_url"] as const).flatMap(
      (field) =>
        user[field] === undefined
          ? []
          : [
              notConverted(
                `$.users.${index}.${field}`,
                "Ignition fetches no keys from other sites",
                "List the keys in ssh_authorized_keys.",
              ),
            ],
    ),
  );
  return { users: [...users.values()], diagnostics };
}

function translateUser(user: CoreosUser): IgnitionUser {
  return {
    name: user.name,
    ...(user.passwd !== undefined && { passwordHash: user.passwd }),
    ...(user.ssh_authorized_keys !== undefined && { sshAuthorizedKeys: user.ssh_authorized_keys }),
    ...(user.gecos !== undefined && { gecos: user.gecos }),
    ...(user.homedir !== undefined && { homeDir: user.homedir }),
    ...(user.no_create_home !== undefined && { noCreateHome: user.no_create_home }),
    ...(user.primary_group !== undefined && { primaryGroup: user.primary_group }),
    ...(user.groups !== undefined && { groups: [...new Set(user.groups)] }),
    ...(user.no_user_group !== undefined && { noUserGroup: user.no_user_group }),
    ...(user.no_log_init !== undefined && { noLogInit: user.no_log_init }),
    ...(user.shell !== undefined && { shell: user.shell }),
    ...(user.system !== undefined && { system: user.system }),
  };
}
