import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeConfig } from "../../test/engine/node-config.ts";
import type { Config } from "../spec/ignition-config.ts";
import type { Resource } from "../spec/resource.ts";
import { specVersions } from "../spec/spec-version.ts";
import { mapResources } from "./map-resources.ts";

function marked({ source, ...rest }: Resource): Resource {
  return { ...rest, source: `${source}!`, compression: "gzip" };
}

const from: Resource = { source: "data:,a", verification: { hash: "sha512-0" } };
const to: Resource = { source: "data:,a!", compression: "gzip", verification: { hash: "sha512-0" } };

/** Each place where a config holds a resource, with other things beside it that have to stay as they are. */
const places: readonly (readonly [string, (resource: Resource) => Omit<Config, "ignition"> & { ignition?: object }])[] =
  [
    ["ignition.config.merge", (it) => ({ ignition: { config: { merge: [it] } } })],
    ["ignition.config.replace", (it) => ({ ignition: { config: { replace: it }, timeouts: { httpTotal: 3 } } })],
    [
      "ignition.security.tls.certificateAuthorities",
      (it) => ({ ignition: { security: { tls: { certificateAuthorities: [it] } } } }),
    ],
    [
      "a file's contents",
      (it) => ({ storage: { files: [{ path: "/a", mode: 0o600, contents: it }, { path: "/b" }] } }),
    ],
    ["a file's fragments", (it) => ({ storage: { files: [{ path: "/a", append: [it, it] }], links: [] } })],
    ["a key file", (it) => ({ storage: { luks: [{ name: "a", device: "/dev/sda", keyFile: it, discard: true }] } })],
  ];

describe("mapResources", () => {
  it.each(places)("reaches %s, and changes nothing else", (_, build) => {
    const config = (resource: Resource): Config => {
      const { ignition, ...sections } = build(resource);
      return { passwd: { users: [{ name: "core" }] }, ...sections, ignition: { version: "3.6.0", ...ignition } };
    };
    const before = config(from);
    const copy = structuredClone(before);
    expect(mapResources(before, marked)).toEqual(config(to));
    expect(before).toEqual(copy);
  });

  it.each(specVersions)("reaches the references of spec %s, which in the oldest have names of their own", (version) => {
    const config = (resource: Resource): Config => ({
      ignition: {
        version,
        config: { merge: [resource], replace: resource },
        security: { tls: { certificateAuthorities: [resource] } },
      },
    });
    expect(mapResources(config(from), marked)).toEqual(config(to));
  });

  const alike = [{ source: "data:,x" }, { source: "data:;base64,eA==" }];
  const same = (): Resource => ({ source: "data:,x" });

  it.each([
    ["child configs", (list: readonly Resource[]) => ({ config: { merge: list } })],
    ["authorities", (list: readonly Resource[]) => ({ security: { tls: { certificateAuthorities: list } } })],
  ])("never makes two %s alike, which Ignition would refuse", (_, build) => {
    const config: Config = { ignition: { version: "3.6.0", ...build(alike) } };
    expect(mapResources(config, same)).toEqual(config);
    const one: Config = { ignition: { version: "3.6.0", ...build(alike.slice(1)) } };
    expect(mapResources(one, same)).toEqual({ ignition: { version: "3.6.0", ...build([same()]) } });
  });

  it("may make two fragments of a file alike", () => {
    const file = (append: readonly Resource[]): Config => ({
      ignition: { version: "3.6.0" },
      storage: { files: [{ path: "/a", append }] },
    });
    expect(mapResources(file(alike), same)).toEqual(file([same(), same()]));
  });

  it("gives back any config that is not to change", () => {
    fc.assert(
      fc.property(nodeConfig(specVersions), (config) => {
        expect(mapResources(config, (resource) => resource)).toEqual(config);
      }),
    );
  });
});
