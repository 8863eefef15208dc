import { describe, expect, it } from "vitest";
import { gzipSync } from "node:zlib";
import { type CloudInitTarget, printDiagnostic, validateCloudConfig } from "../index.ts";

const unit = "[Service]\nExecStart=/usr/bin/etcd\n";
const long = "x".repeat(300);

describe("validateCloudConfig", () => {
  it.each<readonly [name: string, config: unknown, target: CloudInitTarget, expected: readonly string[]]>([
    [
      "takes a sound config",
      { packages: ["curl"], write_files: [{ path: "/etc/a", content: "a", permissions: "0644" }] },
      "debian-12",
      [],
    ],
    ["names the nearest key", { wrte_files: [] }, "current", ["error $.wrte_files unknown-key"]],
    ["names old spellings", { "ca-certs": {} }, "current", ["error $.ca-certs unknown-key"]],
    ["refuses what is no mapping", [], "current", ["error $ wrong-type"]],
    [
      "reports all at once",
      { packages: [], hostname: "-", users: [{ nam: "x" }] },
      "current",
      [
        "error $.packages list-length",
        "error $.hostname bad-value",
        "error $.users.0.nam unknown-key",
        "error $.users.0 one-of-keys",
      ],
    ],
    [
      "refuses a number as mode",
      { write_files: [{ path: "/a", permissions: 420 }] },
      "current",
      ["error $.write_files.0.permissions wrong-type"],
    ],
    [
      "refuses a mode that is not octal",
      { write_files: [{ path: "/a", permissions: "0648" }] },
      "current",
      ["error $.write_files.0.permissions bad-value"],
    ],
    ["wants a path", { write_files: [{ content: "a" }] }, "current", ["error $.write_files.0 missing-key"]],
    [
      "gates write_files.source",
      { write_files: [{ path: "/a", source: { uri: "https://example.com/a" } }] },
      "debian-12",
      ["error $.write_files.0.source newer-than-target"],
    ],
    [
      "knows write_files.source",
      { write_files: [{ path: "/a", source: { uri: "https://example.com/a" } }] },
      "current",
      [],
    ],
    [
      "gates by any version",
      { write_files: [{ path: "/a", source: { uri: "https://example.com/a" } }] },
      { cloudInit: "24.2" },
      ["error $.write_files.0.source newer-than-target"],
    ],
    [
      "gates packages by system",
      { packages: [{ apt: ["curl"] }] },
      "debian-12",
      ["error $.packages.0 newer-than-target"],
    ],
    [
      "gates sudo lists",
      { users: [{ name: "a", sudo: ["ALL=(ALL) ALL"] }] },
      "debian-12",
      ["error $.users.0.sudo newer-than-target"],
    ],
    ["drops what is gone", { migrate: true }, "current", ["error $.migrate older-than-target"]],
    [
      "warns of what is going",
      { users: [{ name: "a", sudo: false }] },
      "current",
      ["warning $.users.0.sudo deprecated"],
    ],
    [
      "unpacks contents",
      { write_files: [{ path: "/a", encoding: "b64", content: "%%%" }] },
      "current",
      ["error $.write_files.0.content content-undecodable"],
    ],
    [
      "unpacks gzip",
      { write_files: [{ path: "/a", encoding: "gz+b64", content: "AAAA" }] },
      "current",
      ["error $.write_files.0.content content-undecodable"],
    ],
    [
      "takes packed contents",
      { write_files: [{ path: "/a", encoding: "gz+b64", content: gzipSync("a").toString("base64") }] },
      "current",
      [],
    ],
    [
      "refuses raw gzip in a string",
      { write_files: [{ path: "/a", encoding: "gz", content: "a" }] },
      "current",
      ["error $.write_files.0.content content-undecodable"],
    ],
    [
      "sees owners made later",
      { users: [{ name: "app" }], write_files: [{ path: "/a", owner: "app:app" }] },
      "current",
      ["warning $.write_files.0.owner owner-made-later"],
    ],
    [
      "takes deferred owners",
      { users: [{ name: "app" }], write_files: [{ path: "/a", owner: "app:app", defer: true }] },
      "current",
      [],
    ],
    [
      "sees secrets",
      { write_files: [{ path: "/a", content: "-----BEGIN RSA PRIVATE KEY-----" }], password: "x" },
      "current",
      ["warning $.write_files.0.content secret-inline", "warning $.password secret-inline"],
    ],
    [
      "sees secrets in packed files",
      { write_files: [{ path: "/a", encoding: "b64", content: Buffer.from('{"auth":"x"}').toString("base64") }] },
      "current",
      ["warning $.write_files.0.content secret-inline"],
    ],
    [
      "sees repeated contents",
      {
        write_files: [
          { path: "/a", content: long },
          { path: "/b", content: long },
        ],
      },
      "current",
      ["warning $.write_files.1.content content-repeated"],
    ],
    [
      "sees paths that do not last",
      { write_files: [{ path: "/tmp/a" }, { path: "/sys/a" }, { path: "/c" }, { path: "/c" }] },
      "current",
      [
        "warning $.write_files.0.path path-fragile",
        "warning $.write_files.1.path path-fragile",
        "warning $.write_files.3.path path-repeated",
      ],
    ],
    ["takes a unit", { write_files: [{ path: "/etc/systemd/system/a.service", content: unit }] }, "current", []],
    [
      "wants a source of yum repositories",
      { yum_repos: { a: { metalink: "https://example.com" } } },
      "debian-12",
      ["error $.yum_repos.a yum-source"],
    ],
    ["refuses half characters", { final_message: "\ud800" }, "current", ["error $.final_message not-unicode"]],
    [
      "refuses functions in unchecked modules",
      { snap: { commands: () => 1 } },
      "current",
      ["error $.snap.commands wrong-type"],
    ],
    [
      "does not mistake a prototype for a key",
      JSON.parse('{"__proto__": {"packages": []}, "constructor": 1}'),
      "current",
      ["error $.__proto__ unknown-key", "error $.constructor unknown-key"],
    ],
  ])("%s", (_name, config, target, expected) => {
    expect(
      validateCloudConfig(config, { target }).map(({ severity, path, rule }) => `${severity} ${path} ${rule}`),
    ).toEqual(expected);
  });

  it("judges units by systemd's own rules", () => {
    const config = {
      write_files: [
        { path: "/etc/systemd/system/a.service", content: "[Service]\nExecStart=/bin/a\nRestart=sometimes\n" },
      ],
    };
    expect(validateCloudConfig(config).map(({ path, rule }) => `${path} ${rule?.startsWith("unit-")}`)).toContain(
      "$.write_files.0.content true",
    );
  });

  it("leaves out the rules that are turned off", () => {
    expect(validateCloudConfig({ write_files: [{ path: "/tmp/a" }] }, { without: ["path-fragile"] })).toEqual([]);
  });

  it("says what to do", () => {
    const config = {
      wrte_files: [],
      write_files: [{ path: "etc", encoding: "base46" }],
      packages: [["curl"]],
      coreos: {},
    };
    expect(validateCloudConfig(config).map(printDiagnostic).join("\n")).toMatchInlineSnapshot(`
      "error at $.wrte_files: unknown key "wrte_files" [unknown-key]
        Did you mean write_files?
      error at $.write_files.0.path: expected an absolute path ("/…"), got the string "etc" [bad-value]
        Write an absolute path ("/…").
      error at $.write_files.0.encoding: expected "text/plain", "b64", "base64", "gz", "gzip", "gz+b64", "gz+base64", "gzip+b64" or "gzip+base64", got the string "base46" [bad-value]
        Did you mean "base64"?
      error at $.packages.0: expected exactly 2 items, got 1 [list-length]
        Add items, or leave the key out.
      error at $.coreos: unknown key "coreos" [unknown-key]
        This is coreos-cloudinit's dialect: build it with renderCoreosCloudConfig, or write units with systemdUnits."
    `);
  });

  it("refuses targets it does not know", () => {
    expect(() => validateCloudConfig({}, { target: "debian-13" as never })).toThrow(
      /\$\.target: unknown target "debian-13" .*\n {2}Use one of debian-12, ubuntu-24\.04, current/,
    );
    expect(() => validateCloudConfig({}, { target: { cloudInit: "v24" } })).toThrow(/no cloud-init version/);
    expect(() => validateCloudConfig({}, { target: { cloudInit: "21.4" } })).toThrow(/older than 22.4/);
  });

  it("ends on values within themselves and on wide shared ones", () => {
    const ring: Record<string, unknown> = {};
    ring["again"] = ring;
    let wide: unknown = "x";
    for (let level = 0; level < 40; level += 1) wide = [wide, wide];
    expect(validateCloudConfig({ snap: ring }).map(({ rule }) => rule)).toEqual(["too-deep"]);
    expect(validateCloudConfig({ snap: wide }).map(({ rule }) => rule)).toEqual(["too-many-values"]);
  });
});
