import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CoreosCloudConfig,
  escapeSubstitutions,
  hasErrors,
  parseCoreosCloudConfig,
  printDiagnostic,
  renderCoreosCloudConfig,
  validateCoreosCloudConfig,
} from "../index.ts";
import { arbitraryOf } from "../../test/arbitrary-value.ts";
import { autoscaledWorker, fleetMaster, registryLogin } from "../../test/old-documents.ts";
import { coreosShape } from "./schema/coreos-shape.ts";
import { markSubstitutions, replaceMarks } from "./parse/substitutions.ts";

function short(diagnostics: ReturnType<typeof validateCoreosCloudConfig>): string[] {
  return diagnostics.map(({ severity, path, rule }) => `${severity} ${path} ${rule}`);
}

describe("validateCoreosCloudConfig", () => {
  it.each<readonly [name: string, config: unknown, expected: readonly string[]]>([
    ["takes a sound config", { hostname: "a", coreos: { update: { reboot_strategy: "off" } } }, []],
    [
      "refuses dashes",
      { coreos: { update: { "reboot-strategy": "off" } } },
      ["error $.coreos.update.reboot-strategy unknown-key"],
    ],
    [
      "refuses cloud-init's keys",
      { runcmd: [], packages: [] },
      ["error $.runcmd unknown-key", "error $.packages unknown-key"],
    ],
    [
      "refuses what Flatcar no longer ships",
      { coreos: { etcd2: { name: "a" }, fleet: {}, etcd: {} } },
      ["error $.coreos.etcd section-gone", "error $.coreos.etcd2 section-gone", "error $.coreos.fleet section-gone"],
    ],
    [
      "refuses best-effort",
      { coreos: { update: { reboot_strategy: "best-effort" } } },
      ["error $.coreos.update.reboot_strategy bad-value"],
    ],
    [
      "refuses read-only paths",
      { write_files: [{ path: "/usr/bin/a", content: "x" }] },
      ["error $.write_files.0.path path-read-only"],
    ],
    [
      "refuses modes of six digits",
      { write_files: [{ path: "/a", permissions: "000644" }] },
      ["error $.write_files.0.permissions bad-value"],
    ],
    [
      "has no text/plain",
      { write_files: [{ path: "/a", encoding: "text/plain" }] },
      ["error $.write_files.0.encoding bad-value"],
    ],
    [
      "unpacks contents",
      { write_files: [{ path: "/a", encoding: "gz+base64", content: "x" }] },
      ["error $.write_files.0.content content-undecodable"],
    ],
    [
      "refuses windows that are none",
      { coreos: { locksmith: { window_start: "25:00", window_length: "long time" } } },
      ["error $.coreos.locksmith.window_start bad-value", "error $.coreos.locksmith.window_length bad-value"],
    ],
    [
      "refuses names that are no units",
      { coreos: { units: [{ name: "../../a.service" }] } },
      ["error $.coreos.units.0.name unit-name"],
    ],
    [
      "tells of replaced variables",
      {
        write_files: [
          { path: "/a", content: "$private_ipv4" },
          { path: "/b", content: "\\$private_ipv4" },
        ],
      },
      ["info $.write_files.0.content substitution"],
    ],
    [
      "sees secrets",
      { write_files: [{ path: "/a", content: "AKIAIOSFODNN7EXAMPLE" }] },
      ["warning $.write_files.0.content secret-inline"],
    ],
    [
      "wants both halves of a drop-in",
      { coreos: { units: [{ name: "a.service", drop_ins: [{ name: "a.conf" }] }] } },
      ["error $.coreos.units.0.drop_ins.0 missing-key"],
    ],
  ])("%s", (_name, config, expected) => {
    expect(short(validateCoreosCloudConfig(config))).toEqual(expected);
  });
});

describe("renderCoreosCloudConfig", () => {
  it("is undone by parseCoreosCloudConfig, for any config", () => {
    const options = { system: "container-linux" } as const;
    fc.assert(
      fc.property(arbitraryOf(coreosShape, "1.0"), (generated) => {
        const config = generated as CoreosCloudConfig;
        fc.pre(!hasErrors(validateCoreosCloudConfig(config, options)));
        expect(parseCoreosCloudConfig(renderCoreosCloudConfig(config, options), options).config).toEqual(config);
      }),
      { numRuns: 100 },
    );
  });

  it("prints units, update settings and files, every string quoted", () => {
    const config: CoreosCloudConfig = {
      coreos: {
        units: [{ name: "etcd-member.service", enable: true, command: "start" }],
        update: { reboot_strategy: "off" },
      },
      write_files: [
        {
          path: "/etc/node",
          permissions: "0600",
          content: `ADDRESS=$private_ipv4\nNAME=${escapeSubstitutions("$private_ipv4")}\n`,
        },
      ],
      hostname: "node",
    };
    expect(renderCoreosCloudConfig(config)).toMatchInlineSnapshot(`
      "#cloud-config
      hostname: "node"
      write_files:
        - path: "/etc/node"
          permissions: "0600"
          content: |
            ADDRESS=$private_ipv4
            NAME=\\$private_ipv4
      coreos:
        update:
          reboot_strategy: "off"
        units:
          - name: "etcd-member.service"
            enable: true
            command: "start"
      "
    `);
  });

  it("refuses an escape that YAML quoting would double", () => {
    expect(() =>
      renderCoreosCloudConfig({
        write_files: [{ path: "/a", content: `é '' ${escapeSubstitutions("$private_ipv4")}` }],
      }),
    ).toThrow(/Store the content as base64/);
  });
});

describe("parseCoreosCloudConfig", () => {
  it.each([
    ["a fleet master", fleetMaster],
    ["an autoscaled worker", autoscaledWorker],
    ["a registry login", registryLogin],
  ])("reads %s as Container Linux did", (_name, text) => {
    const { config, diagnostics } = parseCoreosCloudConfig(text, { system: "container-linux" });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(config).toBeDefined();
  });

  it("reads scalars as Go does: a mode keeps its zero, off stays off", () => {
    const { config } = parseCoreosCloudConfig(fleetMaster, { system: "container-linux" });
    expect(config?.write_files?.[0]?.permissions).toBe("0644");
    expect(config?.coreos?.update?.reboot_strategy).toBe("off");
    expect(config?.coreos?.units?.[2]?.enable).toBe(true);
  });

  it("names what Flatcar would ignore, with its place", () => {
    expect(parseCoreosCloudConfig(fleetMaster).diagnostics.map(printDiagnostic).slice(0, 2).join("\n"))
      .toMatchInlineSnapshot(`
        "error at $.coreos.etcd2.advertise-client-urls, line 6 col 5: unknown key "advertise-client-urls" [unknown-key]
          Did you mean advertise_client_urls?
        error at $.coreos.etcd2.initial-advertise-peer-urls, line 7 col 5: unknown key "initial-advertise-peer-urls" [unknown-key]
          Did you mean initial_advertise_peer_urls?"
      `);
  });

  it("refuses a key in both spellings", () => {
    const text = "#cloud-config\ncoreos:\n  update:\n    reboot-strategy: off\n    reboot_strategy: reboot\n";
    expect(
      parseCoreosCloudConfig(text, { system: "container-linux" }).diagnostics.map(
        ({ rule, line }) => `${rule} ${line}`,
      ),
    ).toContain("duplicate-key 5");
  });

  it("refuses jinja", () => {
    expect(parseCoreosCloudConfig("## template: jinja\n#cloud-config\n").diagnostics.map(({ rule }) => rule)).toEqual([
      "header",
    ]);
  });
});

describe("substitutions", () => {
  it("escapes every variable, and marks what is not escaped", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("$private_ipv4", "$public_ipv6", "$", "private_ipv4", " ", "x", "\n"), {
          maxLength: 12,
        }),
        (pieces) => {
          const text = pieces.join("");
          expect(markSubstitutions(escapeSubstitutions(text))).toBe(text);
        },
      ),
    );
    expect(
      replaceMarks(markSubstitutions("a $private_ipv4:2379 \\$public_ipv4 $private_ipv45"), () => "10.0.0.1"),
    ).toBe("a 10.0.0.1:2379 $public_ipv4 10.0.0.15");
  });
});
