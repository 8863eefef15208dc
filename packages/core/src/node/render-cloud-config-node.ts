import { renderCloudConfig, type CloudConfig, type WriteFile } from "@drydock/cloud-config";
import { printUnit } from "@drydock/systemd";
import { userDataLimit, checkOptions } from "@drydock/systemd/ground";
import { nodeShape, type NodeConfig } from "./node-config.ts";
import { packedCloudConfig } from "./packed-cloud-config.ts";
import { UserDataSizeError } from "./user-data-size-error.ts";
import type { UserDataDesign } from "./user-data-design.ts";

const unitFolder = "/etc/systemd/system";

/**
 * A node as a cloud-config: units are files, and are enabled and started after the packages that they need
 * are there.
 *
 * @example
 * ```ts
 * import { cloudConfig, joinNodes } from "@drydock/core";
 *
 * const node = joinNodes([{ files: [{ path: "/etc/motd", text: "hello\n", mode: "0644", owner: "root:root" }] }]);
 * console.log(cloudConfig(node).write_files?.map(({ path }) => path)); // [ '/etc/motd' ]
 * ```
 */
export function cloudConfig(node: NodeConfig): CloudConfig {
  checkOptions("cloudConfig", nodeShape, node);
  const { units, dropins, enable, users, packages } = node;
  const made = new Set(users.flatMap(({ name, groups = [] }) => [name, ...groups]));
  const unitFile = (path: string, content: string): WriteFile => ({
    path,
    content,
    owner: "root:root",
    permissions: "0644",
  });
  const starting = [...units.filter((each) => each.enable).map(({ unit }) => unit.name), ...enable];
  return {
    write_files: [
      ...node.files.map(({ path, text, mode, owner }) => {
        // Files are written before accounts are made; one that belongs to such an account has to wait.
        const late = owner.split(":").some((one) => made.has(one));
        return { path, content: text, owner, permissions: mode, ...(late && { defer: true }) };
      }),
      ...units.map(({ unit }) => unitFile(`${unitFolder}/${unit.name}`, printUnit(unit))),
      ...dropins.map((dropin) => unitFile(`${unitFolder}/${dropin.of}.d/${dropin.name}`, printUnit(dropin))),
    ],
    ...(users.length > 0 && { users: ["default", ...users.map(cloudUser)] }),
    package_update: true,
    ...(packages.length > 0 && { packages: [...packages] }),
    runcmd: [
      ["systemctl", "daemon-reload"],
      ...(starting.length > 0
        ? [
            ["systemctl", "enable", ...starting],
            ["systemctl", "start", "--no-block", ...starting],
          ]
        : []),
    ],
  };
}

function cloudUser({ name, groups, publicKeys, shell, system }: NodeConfig["users"][number]) {
  return {
    name,
    ...(groups !== undefined && groups.length > 0 && { groups: [...groups] }),
    ...(publicKeys !== undefined && publicKeys.length > 0 && { ssh_authorized_keys: [...publicKeys] }),
    ...(shell !== undefined && { shell }),
    ...(system !== undefined && { system }),
  };
}

/**
 * A node as user data for cloud-init: plain, or packed when it would not fit. Throws `UserDataSizeError`.
 *
 * @example
 * ```ts
 * import { cloudConfigUserData, joinNodes } from "@drydock/core";
 *
 * const node = joinNodes([{ files: [{ path: "/etc/motd", text: "hello\n", mode: "0644", owner: "root:root" }] }]);
 * console.log(cloudConfigUserData(node, "22.4.2").format); // cloud-config
 * ```
 */
export function cloudConfigUserData(node: NodeConfig, cloudInit: string): UserDataDesign {
  const config = cloudConfig(node);
  const size = (text: string) => new TextEncoder().encode(text).length;
  const plain = renderCloudConfig(config, { target: { cloudInit } });
  if (size(plain) <= userDataLimit) return { format: "cloud-config", text: plain, bytes: size(plain), tactic: "plain" };
  const packed = packedCloudConfig(plain);
  if (size(packed) <= userDataLimit)
    return { format: "cloud-config", text: packed, bytes: size(packed), tactic: "gzip" };
  const entries = (config.write_files ?? []).map(({ path, content = "" }) => ({
    name: path,
    bytes: size(packedCloudConfig(content)),
  }));
  throw new UserDataSizeError(size(packed), entries);
}
