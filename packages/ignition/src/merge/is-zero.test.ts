import { describe, expect, it } from "vitest";
import { type Field, schemaOf } from "../spec/schema.ts";
import type { SpecVersion } from "../spec/spec-version.ts";
import { isZero } from "./is-zero.ts";

/** The field of a config at `storage.luks.clevis`, for one. */
function fieldAt(version: SpecVersion, path: string): Field {
  const [first = "", ...rest] = path.split(".");
  let field = schemaOf(version).byName.get(first);
  for (const name of rest) field = field?.struct?.byName.get(name);
  if (field === undefined) throw new Error(`spec ${version} has no ${path}`);
  return field;
}

describe("isZero", () => {
  it.each<[SpecVersion, string, unknown, boolean]>([
    ["3.6.0", "passwd", undefined, true],
    ["3.6.0", "passwd", {}, true],
    ["3.6.0", "passwd.users", undefined, true],
    ["3.6.0", "passwd.users", [], false],
    ["3.6.0", "passwd.users", [{ name: "a" }], false],
    ["3.6.0", "passwd", { users: [] }, false],
    ["3.6.0", "kernelArguments.shouldExist", [], false],
    ["3.6.0", "kernelArguments", { shouldExist: [] }, false],
    ["3.6.0", "ignition.proxy.httpProxy", "", false],
    ["3.6.0", "ignition.timeouts.httpTotal", 0, false],
    ["3.6.0", "storage.luks.discard", false, false],
    ["3.6.0", "ignition.proxy", {}, true],
    ["3.6.0", "ignition.proxy", { httpProxy: "" }, false],
    ["3.6.0", "ignition.security", { tls: {} }, true],
    ["3.6.0", "ignition.security", { tls: { certificateAuthorities: [] } }, false],
    ["3.2.0", "storage.luks.clevis.custom.pin", "", true],
    ["3.2.0", "storage.luks.clevis.custom.pin", "tpm2", false],
    ["3.2.0", "storage.luks.clevis.custom", { pin: "", config: "" }, true],
    ["3.2.0", "storage.luks.clevis.custom", { pin: "", config: "x" }, false],
    ["3.2.0", "storage.luks.clevis.custom", { pin: "", config: "", needsNetwork: false }, false],
    ["3.3.0", "storage.luks.clevis.custom", { pin: "" }, false],
    ["3.6.0", "storage.disks.partitions.number", 0, true],
    ["3.6.0", "storage.disks.partitions.number", 1, false],
    ["3.6.0", "storage.disks.device", "", true],
    ["3.6.0", "storage.disks.device", "/dev/sda", false],
  ])("in spec %s, %s of %j: %s", (version, path, value, expected) => {
    expect(isZero(value, fieldAt(version, path))).toBe(expected);
  });
});
