import { printDiagnostics } from "@drydock/systemd/ground";
import { describe, expect, it } from "vitest";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { type SpecVersion, specVersions } from "../spec/spec-version.ts";
import { lowestSpec } from "./lowest-spec.ts";
import { translateIgnition } from "./translate-ignition.ts";

type Body = Omit<IgnitionConfig, "ignition"> & { readonly ignition?: Omit<IgnitionConfig["ignition"], "version"> };

function luks(fields: object): Body {
  return { storage: { luks: [{ name: "a", device: "/dev/sda", ...fields }] } };
}
function file(fields: object): Body {
  return { storage: { files: [{ path: "/a", ...fields }] } };
}

/**
 * Each with the oldest spec that can express it, in a config of 3.6.0, and the place of what an older one
 * would lose.
 */
const features: readonly (readonly [string, SpecVersion, Body])[] = [
  ["$.storage.files.0.mode", "3.6.0", file({ mode: 0o4755 })],
  ["$.storage.luks.0.clevis.custom.pin", "3.6.0", luks({ clevis: { custom: { pin: "fido2", config: "x" } } })],
  ["$.storage.luks.0.cex", "3.5.0", luks({ cex: { enabled: true } })],
  ["$.storage.luks.0.discard", "3.4.0", luks({ discard: true })],
  ["$.storage.luks.0.openOptions", "3.4.0", luks({ openOptions: ["--x"] })],
  [
    "$.storage.luks.0.clevis.tang.0.advertisement",
    "3.4.0",
    luks({ clevis: { tang: [{ url: "http://t", thumbprint: "x", advertisement: "{}" }] } }),
  ],
  ["$.storage.files.0.contents.source", "3.4.0", file({ contents: { source: "arn:aws:s3:::b/k" } })],
  ["$.kernelArguments", "3.3.0", { kernelArguments: { shouldExist: ["quiet"] } }],
  ["$.storage.filesystems.0.format", "3.3.0", { storage: { filesystems: [{ device: "/dev/sda", format: "none" }] } }],
  ["$.storage.luks", "3.2.0", luks({})],
  ["$.passwd.users.0.shouldExist", "3.2.0", { passwd: { users: [{ name: "a", shouldExist: false }] } }],
  ["$.passwd.groups.0.shouldExist", "3.2.0", { passwd: { groups: [{ name: "a", shouldExist: false }] } }],
  [
    "$.storage.disks.0.partitions.0.resize",
    "3.2.0",
    { storage: { disks: [{ device: "/dev/sda", partitions: [{ number: 1, resize: true }] }] } },
  ],
  ["$.storage.files.0.contents.source", "3.2.0", file({ contents: { source: "gs://b/k" } })],
  [
    "$.storage.files.0.contents.httpHeaders",
    "3.1.0",
    file({ contents: { source: "http://h/", httpHeaders: [{ name: "a", value: "b" }] } }),
  ],
  [
    "$.storage.files.0.contents.verification.hash",
    "3.1.0",
    file({ contents: { source: "http://h/", verification: { hash: `sha256-${"0".repeat(64)}` } } }),
  ],
  [
    "$.storage.filesystems.0.mountOptions",
    "3.1.0",
    { storage: { filesystems: [{ device: "/dev/sda", format: "xfs", mountOptions: ["ro"] }] } },
  ],
  ["$.ignition.proxy", "3.1.0", { ignition: { proxy: { httpProxy: "http://p" } } }],
  [
    "$.ignition.config.replace.compression",
    "3.1.0",
    { ignition: { config: { replace: { source: "data:,", compression: "gzip" } } } },
  ],
  ["none", "3.0.0", file({ mode: 0o644 })],
];

function atLatest({ ignition, ...rest }: Body): IgnitionConfig {
  return { ...rest, ignition: { ...ignition, version: "3.6.0" } };
}

describe("lowestSpec and translateIgnition", () => {
  it.each(features)("%s needs %s", (path, spec, body) => {
    expect(lowestSpec(atLatest(body))).toBe(spec);
    const down = translateIgnition(atLatest(body), spec);
    expect(down.diagnostics).toEqual([]);
    expect(down.config?.ignition.version).toBe(spec);
    if (spec === "3.0.0") return;
    const older = specVersions[specVersions.indexOf(spec) - 1] ?? "3.0.0";
    const lower = translateIgnition(atLatest(body), older);
    expect(lower.config).toBeUndefined();
    expect(lower.diagnostics.map((entry) => entry.path)).toContain(path);
  });

  it("what has no effect is dropped in silence", () => {
    const config: IgnitionConfig = {
      ignition: { version: "3.6.0", proxy: {} },
      kernelArguments: { shouldExist: [] },
      passwd: { users: [{ name: "a", shouldExist: true }] },
      storage: { luks: [], disks: [{ device: "/dev/sda", partitions: [{ number: 1, resize: false }] }] },
    };
    expect(translateIgnition(config, "3.0.0")).toEqual({
      config: {
        ignition: { version: "3.0.0" },
        passwd: { users: [{ name: "a" }] },
        storage: { disks: [{ device: "/dev/sda", partitions: [{ number: 1 }] }] },
      },
      diagnostics: [],
    });
  });

  it("every loss is named", () => {
    const config = atLatest({
      ...luks({ discard: true, cex: { enabled: true } }),
      kernelArguments: { shouldExist: ["a"] },
    });
    expect(printDiagnostics(translateIgnition(config, "3.2.0").diagnostics)).toMatchInlineSnapshot(`
      "error at $.kernelArguments: field kernelArguments needs spec 3.3.0
        Remove it, or stay at 3.3.0 or newer instead of 3.2.0.
      error at $.storage.luks.0.cex: field cex needs spec 3.5.0
        Remove it, or stay at 3.5.0 or newer instead of 3.2.0.
      error at $.storage.luks.0.discard: field discard needs spec 3.4.0
        Remove it, or stay at 3.4.0 or newer instead of 3.2.0."
    `);
  });

  it("mode bits that did nothing are cleared on the way to 3.6, with a warning", () => {
    const config: IgnitionConfig = { ...file({ mode: 0o4755 }), ignition: { version: "3.5.0" } };
    const { config: up, diagnostics } = translateIgnition(config, "3.6.0");
    expect(up?.storage?.files).toEqual([{ path: "/a", mode: 0o755 }]);
    expect(printDiagnostics(diagnostics)).toMatchInlineSnapshot(
      `
      "warning at $.storage.files.0.mode: setuid, setgid and sticky bits are cleared: they had no effect before spec 3.6.0
        Set them again if they are meant."
    `,
    );
  });

  it("a Tang advertisement survives the way up", () => {
    const tang = [{ url: "http://t", thumbprint: "x", advertisement: "{}" }];
    const config: IgnitionConfig = { ...luks({ clevis: { tang } }), ignition: { version: "3.4.0" } };
    expect(translateIgnition(config, "3.6.0").config?.storage?.luks?.[0]?.clevis?.tang).toEqual(tang);
  });

  it("what is no config is refused with every reason", () => {
    const config: unknown = { ignition: { version: "3.4.0" }, storage: { files: [{ path: 1 }, { path: 2 }] } };
    expect(printDiagnostics(translateIgnition(config as IgnitionConfig, "3.6.0").diagnostics)).toMatchInlineSnapshot(`
      "error at $.storage.files.0.path: expected a string, found the number 1
      error at $.storage.files.1.path: expected a string, found the number 2"
    `);
    expect(() => lowestSpec({} as IgnitionConfig)).toThrowErrorMatchingInlineSnapshot(`
      [IgnitionConfigError: the value is not an Ignition config:
      error at $.ignition.version: invalid config version (couldn't parse)]
    `);
  });
});
