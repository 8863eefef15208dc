import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import {
  type CloudConfig,
  type CoreosCloudConfig,
  fitCloudConfig,
  fitCoreosCloudConfig,
  fitUserData,
  renderCloudConfig,
  renderCoreosCloudConfig,
} from "../index.ts";

function noise(bytes: number): string {
  return Array.from({ length: bytes / 64 }, (_, index) =>
    createHash("sha256").update(String(index)).digest("hex"),
  ).join("");
}
const target = "debian-12";

it("leaves alone what fits", () => {
  const config: CloudConfig = { write_files: [{ path: "/a", content: "x\n" }], packages: ["curl"] };
  const { userData, tactic, breakdown } = fitCloudConfig(config, { target });
  expect(tactic).toBe("plain");
  expect(Buffer.from(userData).toString()).toBe(renderCloudConfig(config, { target }));
  expect(breakdown.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(userData.length - "#cloud-config\n".length);
});

it("packs 64 KB in 60 files, and explains every file", () => {
  const config: CloudConfig = {
    write_files: Array.from({ length: 60 }, (_, index) => ({
      path: `/etc/app/${index}.conf`,
      content: `[node-${index}]\n${"option = value\n".repeat(75)}`,
    })),
  };
  const { userData, tactic, breakdown } = fitCloudConfig(config, { target });
  expect(tactic).toBe("gzip");
  expect(userData.length).toBeLessThan(16_384);
  expect(gunzipSync(userData).toString()).toBe(renderCloudConfig(config, { target }));
  expect(breakdown).toHaveLength(60);
  expect(fitCloudConfig(config, { target }).userData).toEqual(userData);
});

it("names the largest parts of what does not fit", () => {
  const config: CloudConfig = {
    write_files: [
      { path: "/big", content: noise(40_000) },
      { path: "/small", content: "a" },
    ],
    packages: ["curl"],
  };
  expect(() => fitCloudConfig(config, { target })).toThrow(
    /may be 16384; the largest parts: write_files\.0 \/big: 40\d{3} bytes, 2\d{4} packed; /,
  );
});

it("explains a coreos config by file and unit", () => {
  const config: CoreosCloudConfig = {
    hostname: "a",
    write_files: [{ path: "/a", content: "x\n".repeat(9000) }],
    coreos: { update: { group: "stable" }, units: [{ name: "a.service", content: "[Service]\nExecStart=/bin/a\n" }] },
  };
  const { userData, tactic, breakdown } = fitCoreosCloudConfig(config);
  expect(tactic).toBe("gzip");
  expect(gunzipSync(userData).toString()).toBe(renderCoreosCloudConfig(config));
  expect(breakdown.map(({ name }) => name)).toEqual([
    "write_files.0 /a",
    "coreos.units.0 a.service",
    "coreos.update",
    "hostname",
  ]);
});

it("fits any text, and says how far it is over", () => {
  expect(fitUserData("#!/bin/sh\n").tactic).toBe("plain");
  expect(() => fitUserData(noise(40_000))).toThrow(
    /user data is 40000 bytes, 2\d{4} packed, and may be 16384 .*\n  Fetch the largest/,
  );
});
