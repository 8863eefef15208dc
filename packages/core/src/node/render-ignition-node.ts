import { checkOptions } from "@drydock/systemd/ground";
import { file, type FitTactic, fitUserData, type Config, type TargetName, type Unit } from "@drydock/ignition";
import { printUnit } from "@drydock/systemd";
import { nodeShape, type NodeConfig } from "./node-config.ts";
import type { UserDataDesign } from "./user-data-design.ts";

/** Octal text as the number that Ignition takes. */
function modeOf(mode: string): number {
  return Number.parseInt(mode, 8);
}

/**
 * A node as an Ignition config. Spec 3.3.0 is the oldest that every supported release reads, and has all that
 * nodes need.
 *
 * @example
 * ```ts
 * import { ignitionConfig, joinNodes } from "@drydock/core";
 *
 * const node = joinNodes([{ files: [{ path: "/etc/motd", text: "hello\n", mode: "0644", owner: "root:root" }] }]);
 * console.log(ignitionConfig(node).ignition.version); // 3.3.0
 * ```
 */
export function ignitionConfig(node: NodeConfig): Config<"3.3.0"> {
  checkOptions("ignitionConfig", nodeShape, node);
  const files = node.files.map(({ path, text, mode, owner }) => {
    const [user = "root", group = user] = owner.split(":");
    const owned = { ...(user !== "root" && { user }), ...(group !== "root" && { group }) };
    return file(path, { contents: text, mode: modeOf(mode), overwrite: true, ...owned });
  });
  const users = node.users.map(({ name, groups, publicKeys, shell, system }) => ({
    name,
    ...(groups !== undefined && { groups: [...groups] }),
    ...(publicKeys !== undefined && { sshAuthorizedKeys: [...publicKeys] }),
    ...(shell !== undefined && { shell }),
    ...(system !== undefined && { system }),
  }));
  return {
    ignition: { version: "3.3.0" },
    passwd: { users },
    storage: { files },
    systemd: { units: ignitionUnits(node) },
  };
}

/**
 * One entry per unit name: its text, whether it starts, and its drop-ins, those of the operating system's
 * units included.
 */
function ignitionUnits({ units, dropins, enable }: NodeConfig): Unit[] {
  const entries = new Map<string, Unit>();
  const add = (name: string, fields: Partial<Unit>): void => {
    const known = entries.get(name) ?? { name };
    const all = [...(known.dropins ?? []), ...(fields.dropins ?? [])];
    entries.set(name, { ...known, ...fields, ...(all.length > 0 && { dropins: all }) });
  };
  for (const { unit, enable: starts } of units)
    add(unit.name, { contents: printUnit(unit), ...(starts && { enabled: true }) });
  for (const name of enable) add(name, { enabled: true });
  for (const dropin of dropins) add(dropin.of, { dropins: [{ name: dropin.name, contents: printUnit(dropin) }] });
  return [...entries.values()];
}

/**
 * A node as user data for Ignition, made to fit. Throws `UserDataTooLargeError` when it does not.
 *
 * @example
 * ```ts
 * import { ignitionUserData, joinNodes } from "@drydock/core";
 *
 * const node = joinNodes([{ files: [{ path: "/etc/motd", text: "hello\n", mode: "0644", owner: "root:root" }] }]);
 * console.log(ignitionUserData(node, "flatcar-4593").format); // ignition
 * ```
 */
export function ignitionUserData(node: NodeConfig, target: TargetName): UserDataDesign {
  return fittedIgnition(node, target).design;
}

/** The same, with how it was made to fit. */
export function fittedIgnition(
  node: NodeConfig,
  target: TargetName,
): { readonly design: UserDataDesign; readonly tactic: FitTactic } {
  const { userData, tactic } = fitUserData(ignitionConfig(node), { target });
  const bytes = new TextEncoder().encode(userData).length;
  const design: UserDataDesign = {
    format: "ignition",
    text: userData,
    bytes,
    tactic: tactic === "envelope" ? "envelope" : "plain",
  };
  return { design, tactic };
}
