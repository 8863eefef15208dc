import { either, object, OptionError, required, text, valueLike, shown } from "@drydock/systemd/ground";
import { compareVersions } from "./compare-versions.ts";

/**
 * cloud-init versions by the operating system that ships them. Sources: the packages `cloud-init` of Debian
 * 12 (22.4.2-1+deb12u4) and of Ubuntu 24.04's security updates (25.1.4-0ubuntu0~24.04.1); cloud-init release
 * 26.2.
 */
export const cloudInitVersions = {
  "debian-12": "22.4.2",
  "ubuntu-24.04": "25.1.4",
  current: "26.2",
} as const satisfies Record<string, string>;

/** An operating system by name, or a cloud-init version of your own choice, from 22.4 up. */
export type CloudInitTarget = keyof typeof cloudInitVersions | { readonly cloudInit: string };

/** A target, as options take it; `cloudInitVersion` knows the names. */
export const targetOption = either(
  valueLike<keyof typeof cloudInitVersions>((value) => typeof value === "string", "the name of a target"),
  object<{ readonly cloudInit: string }>({ cloudInit: required(text) }),
);

/** The oldest cloud-init whose rules are known here. */
const oldestCloudInit = "22.4";

/**
 * The cloud-init version of a target.
 * @throws {OptionError} `invalid-option`, for an unknown name, something that is no version, or a version
 * older than 22.4.
 *
 * @example
 * ```ts
 * import { cloudInitVersion } from "@drydock/cloud-config";
 *
 * console.log(cloudInitVersion("debian-12")); // 22.4.2
 * ```
 */
export function cloudInitVersion(target: CloudInitTarget): string {
  const version =
    typeof target === "string"
      ? Object.entries(cloudInitVersions).find(([name]) => name === target)?.[1]
      : target?.cloudInit;
  if (version === undefined) {
    const names = Object.keys(cloudInitVersions).join(", ");
    throw refused(`unknown target ${shown(target)}`, `Use one of ${names}, or { cloudInit: "24.1" }.`);
  }
  if (!/^\d+\.\d+(\.\d+)?$/.test(version)) {
    throw refused(`${shown(version)} is no cloud-init version`, 'Write it as "24.1" or "22.4.2".');
  }
  if (compareVersions(version, oldestCloudInit) < 0) {
    const message = `cloud-init ${version} is older than ${oldestCloudInit}, the oldest whose rules are known here`;
    throw refused(message, "Choose a newer one.");
  }
  return version;
}

function refused(message: string, remedy: string): OptionError {
  return new OptionError("cloud-init", [{ severity: "error", path: "$.target", message, remedy, rule: "option-type" }]);
}
