import { describe, expect, it } from "vitest";
import { composeIgnition } from "./compose.ts";
import { file } from "./file.ts";
import { SugarError } from "./sugar-error.ts";

describe("composeIgnition", () => {
  it("puts parts together at the oldest spec that can express them", () => {
    expect(composeIgnition()).toEqual({ ignition: { version: "3.0.0" } });
    expect(
      composeIgnition({ storage: { files: [{ path: "/a" }] } }, { kernelArguments: { shouldExist: ["quiet"] } }),
    ).toEqual({
      ignition: { version: "3.3.0" },
      storage: { files: [{ path: "/a" }] },
      kernelArguments: { shouldExist: ["quiet"] },
    });
  });

  it("keeps a field under a name that every object inherits", () => {
    const odd = { storage: { constructor: { a: 1 } } } as object;
    expect(composeIgnition({ storage: { files: [] } }, odd)).toMatchObject({ storage: { files: [] } });
  });

  it("makes one entry of a unit and its drop-ins, and of a user and more keys", () => {
    const config = composeIgnition(
      {
        systemd: { units: [{ name: "etcd-member.service", enabled: true }] },
        passwd: { users: [{ name: "core", sshAuthorizedKeys: ["a"] }] },
      },
      {
        systemd: {
          units: [
            { name: "etcd-member.service", dropins: [{ name: "10.conf", contents: "[Unit]\n" }] },
            { name: "b.service" },
          ],
        },
      },
      { passwd: { users: [{ name: "core", sshAuthorizedKeys: ["b", "a"] }] } },
    );
    expect(config.systemd?.units).toEqual([
      { name: "etcd-member.service", enabled: true, dropins: [{ name: "10.conf", contents: "[Unit]\n" }] },
      { name: "b.service" },
    ]);
    expect(config.passwd?.users).toEqual([{ name: "core", sshAuthorizedKeys: ["a", "b"] }]);
  });

  it("takes equal entries for one, and joins what is appended", () => {
    const motd = { storage: { files: [file("/etc/motd", { contents: "x" })] } };
    expect(composeIgnition(motd, structuredClone(motd)).storage?.files).toEqual(motd.storage.files);
    const hosts = (line: string): object => ({ storage: { files: [file("/etc/hosts", { append: [line] })] } });
    expect(composeIgnition(hosts("a"), hosts("b")).storage?.files?.[0]?.append).toHaveLength(2);
  });

  it("names every place where two parts disagree", () => {
    const parts = [
      {
        storage: { files: [file("/etc/motd", { contents: "a", mode: 0o644 })] },
        systemd: { units: [{ name: "x.service", enabled: true }] },
      },
      {
        storage: { files: [file("/etc/motd", { contents: "b", mode: 0o600 })] },
        systemd: { units: [{ name: "x.service", enabled: false }] },
      },
    ];
    expect(() => composeIgnition(...parts)).toThrowError(SugarError);
    expect(() => composeIgnition(...parts)).toThrowErrorMatchingInlineSnapshot(`
      [SugarError: composeIgnition: 3 problems:
      error at $.storage.files["/etc/motd"].contents.source: one part says "data:,a", another "data:,b"
        Leave it to one of them.
      error at $.storage.files["/etc/motd"].mode: one part says 420, another 384
        Leave it to one of them.
      error at $.systemd.units["x.service"].enabled: one part says true, another false
        Leave it to one of them.]
    `);
  });

  it("does not change the parts", () => {
    const part = Object.freeze({
      systemd: Object.freeze({ units: Object.freeze([Object.freeze({ name: "a.service" })]) }),
    });
    composeIgnition(part, { systemd: { units: [{ name: "a.service", enabled: true }] } });
    expect(part).toEqual({ systemd: { units: [{ name: "a.service" }] } });
  });
});
