import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeIgnition } from "./merge-ignition.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";

const version = "3.4.0";

describe("mergeIgnition", () => {
  it("field by field, entries in the parent's place, and where each came from", () => {
    const parent: IgnitionConfig = {
      ignition: { version },
      storage: {
        files: [{ path: "/a", mode: 0o600, contents: { source: "data:,x", compression: "" } }, { path: "/b" }],
      },
      passwd: { users: [{ name: "core", groups: ["sudo"], sshAuthorizedKeys: ["k1"] }] },
    };
    const child: IgnitionConfig = {
      ignition: { version },
      storage: {
        files: [{ path: "/c" }, { path: "/a", contents: { source: "data:,y" } }],
        links: [{ path: "/b", target: "/c" }],
      },
      passwd: { users: [{ name: "core", groups: ["docker", "sudo"] }] },
    };
    const { config, origins } = mergeIgnition(parent, child);
    expect(config).toEqual({
      ignition: { version },
      storage: {
        files: [{ path: "/a", mode: 0o600, contents: { source: "data:,y", compression: "" } }, { path: "/c" }],
        links: [{ path: "/b", target: "/c" }],
      },
      passwd: { users: [{ name: "core", groups: ["sudo", "docker"], sshAuthorizedKeys: ["k1"] }] },
    });
    const originsOf = (path: string) =>
      origins.filter((origin) => origin.path === path).map(({ side, source }) => `${side} ${source}`);
    expect(originsOf("$.storage.files.0.mode")).toEqual(["parent $.storage.files.0.mode"]);
    expect(originsOf("$.storage.files.0.contents.source")).toEqual(["child $.storage.files.1.contents.source"]);
    expect(originsOf("$.storage.files.0")).toEqual(["parent $.storage.files.0", "child $.storage.files.1"]);
    expect(originsOf("$.passwd.users.0.groups.1")).toEqual(["child $.passwd.users.0.groups.0"]);
  });

  it("kernel arguments move between the lists, a header without value is removed", () => {
    const header = (name: string, value?: string) => (value === undefined ? { name } : { name, value });
    const withHeaders = (...httpHeaders: ReturnType<typeof header>[]) => ({
      replace: { source: "http://h/", httpHeaders },
    });
    const parent: IgnitionConfig = {
      ignition: { version, config: withHeaders(header("A", "1"), header("B", "2"), header("D", "4")) },
      kernelArguments: { shouldExist: ["a", "b"], shouldNotExist: ["c"] },
    };
    const child: IgnitionConfig = {
      ignition: { version, config: withHeaders(header("A"), header("C", "3"), header("D", "5")) },
      kernelArguments: { shouldExist: ["c"], shouldNotExist: ["b"] },
    };
    const { config } = mergeIgnition(parent, child);
    expect(config.kernelArguments).toEqual({ shouldExist: ["a", "c"], shouldNotExist: ["b"] });
    expect(config.ignition.config?.replace?.httpHeaders).toEqual([
      header("B", "2"),
      header("D", "5"),
      header("C", "3"),
    ]);
  });

  it("an empty config on either side changes nothing", () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^\/[a-z]{1,3}$/), { minLength: 1, maxLength: 5 });
    const options = fc.array(fc.constantFrom("-x", "-y"), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(paths, options, (list, flags) => {
        const config: IgnitionConfig = {
          ignition: { version },
          storage: {
            files: list.map((path) => ({ path })),
            filesystems: [{ device: "/dev/sda", format: "xfs", options: flags }],
          },
        };
        const empty: IgnitionConfig = { ignition: { version } };
        expect(mergeIgnition(config, empty).config).toEqual(config);
        expect(mergeIgnition(empty, config).config).toEqual(config);
        // Options add up; everything else is the same.
        const twice = mergeIgnition(config, config).config;
        expect(twice.storage?.files).toEqual(config.storage?.files);
        expect(twice.storage?.filesystems?.[0]?.options).toEqual([...flags, ...flags]);
      }),
    );
  });

  it("configs of different specs meet at the newer one", () => {
    const parent: IgnitionConfig = {
      ignition: { version: "3.0.0" },
      storage: { files: [{ path: "/a", mode: 0o4755 }] },
    };
    const { config } = mergeIgnition(parent, { ignition: { version: "3.6.0" }, storage: { files: [{ path: "/b" }] } });
    expect(config).toEqual({
      ignition: { version: "3.6.0" },
      storage: { files: [{ path: "/a", mode: 0o755 }, { path: "/b" }] },
    });
  });

  it.each([
    ["of the parent, where it ends up", [{ path: "/x" }, { path: "/a", mode: 0o4755 }], [], ["$.storage.files.1.mode"]],
    ["of the child, where it ends up", [{ path: "/x" }], [{ path: "/a", mode: 0o2755 }], ["$.storage.files.1.mode"]],
    ["but none that is replaced", [{ path: "/a", mode: 0o4755 }], [{ path: "/a", mode: 0o755 }], []],
    ["but none without such bits", [{ path: "/a", mode: 0o755 }], [{ path: "/b" }], []],
  ])("a mode that loses bits on the way up is named: %s", (_, ofParent, ofChild, paths) => {
    const older = ofParent.length > ofChild.length || paths.length === 0 ? "parent" : "child";
    const at = (side: string, files: readonly { path: string; mode?: number }[]): IgnitionConfig => ({
      ignition: { version: side === "parent" || older === "child" ? "3.5.0" : "3.6.0" },
      storage: { files },
    });
    const parent =
      older === "child"
        ? { ...at("parent", ofParent), ignition: { version: "3.6.0" as const } }
        : at("parent", ofParent);
    const { diagnostics } = mergeIgnition(parent, at("child", ofChild));
    expect(diagnostics.map(({ severity, path }) => `${severity} ${path}`)).toEqual(
      paths.map((path) => `warning ${path}`),
    );
  });

  it("nothing is said of bits where both configs are of one spec", () => {
    const config: IgnitionConfig = {
      ignition: { version: "3.5.0" },
      storage: { files: [{ path: "/a", mode: 0o4755 }] },
    };
    expect(mergeIgnition(config, config).diagnostics).toEqual([]);
  });

  it("its arguments are left as they are, and shared with nothing", () => {
    const parent: IgnitionConfig = Object.freeze({ ignition: Object.freeze({ version } as const) });
    const files = Object.freeze([Object.freeze({ path: "/a" })]);
    const { config } = mergeIgnition(parent, { ignition: { version }, storage: { files } });
    expect(config.storage?.files).not.toBe(files);
  });

  it("what is no config is refused with every reason", () => {
    const wrong: unknown = { ignition: { version }, storage: { files: {} }, passwd: 1 };
    expect(() => mergeIgnition(wrong as IgnitionConfig, { ignition: { version } })).toThrowErrorMatchingInlineSnapshot(`
      [IgnitionConfigError: the parent is not an Ignition config:
      error at $.storage.files: expected a list, found an object
        Put it in square brackets.
      error at $.passwd: expected an object, found the number 1]
    `);
  });

  it("what is no config is refused by the side that it stands on", () => {
    const good: IgnitionConfig = { ignition: { version } };
    const bad = {} as IgnitionConfig;
    expect(() => mergeIgnition(bad, good)).toThrowError(/^the parent is not an Ignition config:/u);
    expect(() => mergeIgnition(good, bad)).toThrowError(/^the child is not an Ignition config:/u);
  });
});
