import { describe, expect, it } from "vitest";
import type { Config } from "../spec/ignition-config.ts";
import { schemaOf, type Struct } from "../spec/schema.ts";
import { specVersions } from "../spec/spec-version.ts";
import { configEntries } from "./config-entries.ts";

/** One entry, and in some lists a second, in every list that a config has outside of entries. */
const everything: Config<"3.6.0"> = {
  ignition: {
    version: "3.6.0",
    config: {
      merge: [{ source: "https://example.com/base.ign" }, { source: "data:,%7B%7D" }],
      replace: { source: "https://example.com/all.ign", httpHeaders: [{ name: "Authorization", value: "x" }] },
    },
    proxy: { noProxy: ["169.254.169.254"] },
    security: { tls: { certificateAuthorities: [{ source: "https://example.com/ca.pem" }] } },
  },
  kernelArguments: { shouldExist: ["quiet", "nomodeset"], shouldNotExist: ["debug"] },
  passwd: { groups: [{ name: "crew" }], users: [{ name: "core", groups: ["crew"] }] },
  storage: {
    directories: [{ path: "/opt/app" }],
    disks: [{ device: "/dev/sda", partitions: [{ label: "data" }] }],
    files: [{ path: "/etc/motd", append: [{ source: "data:,x" }] }],
    filesystems: [{ device: "/dev/sdb", format: "xfs", options: ["-f"] }],
    links: [{ path: "/etc/localtime", target: "/usr/share/zoneinfo/UTC" }],
    luks: [{ name: "secret", device: "/dev/sdc" }],
    raid: [{ name: "mirror", level: "raid1", devices: ["/dev/sdd", "/dev/sde"] }],
  },
  systemd: { units: [{ name: "app.service", dropins: [{ name: "10-limits.conf" }] }] },
};

function fileOf(source: string): Config {
  return { ignition: { version: "3.6.0", config: { merge: [{ source }] } } };
}

/** The places of all lists that are not nested in an entry of another list. */
function listsOf({ fields }: Struct, path: string): string[] {
  return fields.flatMap(({ kind, name, struct }) => {
    if (kind === "list") return [`${path}.${name}`];
    return struct === undefined ? [] : listsOf(struct, `${path}.${name}`);
  });
}

describe("configEntries", () => {
  it("name each entry by what tells it from the others of its list", () => {
    expect(configEntries(everything).map(({ path, name }) => `${path} ${name}`)).toMatchInlineSnapshot(`
      [
        "$.ignition.config.merge.0 https://example.com/base.ign",
        "$.ignition.config.merge.1 data:,%7B%7D",
        "$.ignition.config.replace.httpHeaders.0 Authorization",
        "$.ignition.proxy.noProxy.0 169.254.169.254",
        "$.ignition.security.tls.certificateAuthorities.0 https://example.com/ca.pem",
        "$.kernelArguments.shouldExist.0 quiet",
        "$.kernelArguments.shouldExist.1 nomodeset",
        "$.kernelArguments.shouldNotExist.0 debug",
        "$.passwd.groups.0 crew",
        "$.passwd.users.0 core",
        "$.storage.directories.0 /opt/app",
        "$.storage.disks.0 /dev/sda",
        "$.storage.files.0 /etc/motd",
        "$.storage.filesystems.0 /dev/sdb",
        "$.storage.links.0 /etc/localtime",
        "$.storage.luks.0 secret",
        "$.storage.raid.0 mirror",
        "$.systemd.units.0 app.service",
      ]
    `);
  });

  it("are of every list that the schema has", () => {
    const covered = new Set(configEntries(everything).map(({ path }) => path.slice(0, path.lastIndexOf("."))));
    expect([...covered].toSorted()).toEqual(listsOf(schemaOf("3.6.0"), "$").toSorted());
  });

  it("hold the text of the whole entry, with what is nested in it", () => {
    const texts = new Map(configEntries(everything).map(({ path, json }) => [path, json]));
    expect(texts.get("$.storage.disks.0")).toBe('{"device":"/dev/sda","partitions":[{"label":"data"}]}');
    expect(texts.get("$.kernelArguments.shouldExist.1")).toBe('"nomodeset"');
    expect(texts.get("$.systemd.units.0")).toBe('{"dropins":[{"name":"10-limits.conf"}],"name":"app.service"}');
  });

  it.each([
    [60, 60],
    [61, 60],
    [5000, 60],
  ])("shorten a source of %i characters to %i", (length, shown) => {
    const source = `data:,${"x".repeat(length - 6)}`;
    const [entry] = configEntries(fileOf(source));
    expect(entry?.name).toHaveLength(shown);
    expect(entry?.name).toBe(length > 60 ? `${source.slice(0, 57)}...` : source);
  });

  it("leave every other name whole", () => {
    const path = `/etc/${"x".repeat(100)}`;
    const argument = `a=${"y".repeat(100)}`;
    const config: Config = {
      ignition: { version: "3.6.0" },
      kernelArguments: { shouldExist: [argument] },
      storage: { files: [{ path }] },
    };
    expect(configEntries(config).map(({ name }) => name)).toEqual([argument, path]);
  });

  it.each(specVersions)("are found in spec %s, where a config or authority without source has no name", (version) => {
    const config: Config = {
      ignition: {
        version,
        config: { merge: [{ source: "s3://b/k" }, {}] },
        security: { tls: { certificateAuthorities: [{ source: "s3://b/ca" }] } },
      },
    };
    expect(configEntries(config).map(({ name }) => name)).toEqual(["s3://b/k", "", "s3://b/ca"]);
  });

  it("are none in a config of nothing", () => {
    expect(configEntries({ ignition: { version: "3.0.0" } })).toEqual([]);
  });
});
