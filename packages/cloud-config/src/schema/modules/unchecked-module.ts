import { anything, deprecated, type Shape, since, until } from "@drydock/systemd/ground";
import type { JsonValue } from "../json-value.ts";

/**
 * Keys that cloud-init knows and cluster nodes seldom use: carried as they are, their insides unchecked.
 * Versions: cloud-init's ChangeLog (24.1 drops `migrate` and renames `ubuntu_advantage`).
 */
export interface UncheckedModules {
  readonly ansible?: JsonValue;
  readonly apk_repos?: JsonValue;
  readonly chef?: JsonValue;
  readonly drivers?: JsonValue;
  readonly fan?: JsonValue;
  readonly grub_dpkg?: JsonValue;
  readonly keyboard?: JsonValue;
  readonly landscape?: JsonValue;
  readonly lxd?: JsonValue;
  readonly mcollective?: JsonValue;
  readonly migrate?: JsonValue;
  readonly output?: JsonValue;
  readonly puppet?: JsonValue;
  readonly reporting?: JsonValue;
  readonly rh_subscription?: JsonValue;
  readonly rsyslog?: JsonValue;
  readonly salt_minion?: JsonValue;
  readonly snap?: JsonValue;
  readonly spacewalk?: JsonValue;
  readonly ubuntu_advantage?: JsonValue;
  readonly ubuntu_pro?: JsonValue;
  readonly updates?: JsonValue;
  readonly vendor_data?: JsonValue;
  readonly wireguard?: JsonValue;
  readonly zypper?: JsonValue;
}

export const uncheckedModules: { readonly [K in keyof UncheckedModules]-?: Shape<JsonValue> } = {
  ansible: anything,
  apk_repos: anything,
  chef: anything,
  drivers: anything,
  fan: anything,
  grub_dpkg: anything,
  keyboard: anything,
  landscape: anything,
  lxd: anything,
  mcollective: anything,
  migrate: until("24.1", anything),
  output: anything,
  puppet: anything,
  reporting: anything,
  rh_subscription: anything,
  rsyslog: anything,
  salt_minion: anything,
  snap: anything,
  spacewalk: anything,
  ubuntu_advantage: deprecated("24.1", "ubuntu_pro", anything),
  ubuntu_pro: since("24.1", anything),
  updates: anything,
  vendor_data: anything,
  wireguard: anything,
  zypper: anything,
};
