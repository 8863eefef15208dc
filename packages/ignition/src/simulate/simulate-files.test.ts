import { hexDigest } from "@drydock/systemd/ground";
// One file: a table of what the files stage does in each case that its engines treat in a way of their own.
import { describe, expect, it } from "vitest";
import { fitUserData } from "../fit/fit-user-data.ts";
import { parseIgnition } from "../parse/parse-ignition.ts";
import type { Config } from "../spec/ignition-config.ts";
import type { Storage } from "../spec/storage.ts";
import { directory, file, link } from "../sugar/file.ts";
import { user } from "../sugar/user.ts";
import { type Simulation, simulateFiles } from "./simulate-files.ts";
import { makeTree, type Tree } from "./tree.ts";

const os = "flatcar-4593";
function withStorage(storage: Storage): Config {
  return { ignition: { version: "3.3.0" }, storage };
}

function list(tree: Tree): string[] {
  return [...tree].map(([path, entry]) => {
    if (entry.type === "link") return `${path} -> ${entry.target}`;
    return `${path}${entry.type === "directory" ? "/" : ""} ${entry.mode.toString(8)} ${entry.uid}:${entry.gid}`;
  });
}

function textOf({ tree }: Simulation, path: string): string | undefined {
  const entry = tree.get(path);
  return entry?.type === "file" ? Buffer.from(entry.contents).toString() : undefined;
}

describe("simulateFiles", () => {
  it("writes files, directories and links, and the parents that are missing", () => {
    const result = simulateFiles(
      withStorage({
        files: [file("/etc/app/config", { contents: "a=1\n", mode: 0o600, user: 500 })],
        directories: [directory("/var/lib/app", { mode: 0o750, group: 7 })],
        links: [
          link("/etc/localtime", "../usr/share/zoneinfo/UTC"),
          link("/etc/app/same", "/etc/app/config", { hard: true }),
        ],
      }),
      { os },
    );
    expect(result.failure).toBeUndefined();
    expect(list(result.tree)).toEqual([
      "/etc/ 755 0:0",
      "/etc/app/ 755 0:0",
      "/etc/app/config 600 500:0",
      "/etc/app/same 600 500:0",
      "/etc/localtime -> ../usr/share/zoneinfo/UTC",
      "/var/ 755 0:0",
      "/var/lib/ 755 0:0",
      "/var/lib/app/ 750 0:7",
    ]);
    expect(textOf(result, "/etc/app/config")).toBe("a=1\n");
    expect(result.tree.get("/etc/app/same")).toMatchObject({ paths: ["/etc/app/config", "/etc/app/same"] });
  });

  it.each<[string, Storage, Tree, string, RegExp]>([
    [
      "a file that the OS ships",
      { files: [file("/etc/update.conf", { contents: "x" })] },
      makeTree({ "/etc/update.conf": "y" }),
      "$.storage.files.0",
      /a file exists there already and overwrite is false/u,
    ],
    [
      "a file under a file",
      { files: [file("/a", { contents: "x" }), file("/a/b", { contents: "y" })] },
      new Map(),
      "$.storage.files.1",
      /\/a\/b: not a directory/u,
    ],
    [
      "two paths that meet behind a link",
      { files: [{ path: "/l/x" }, { path: "/d/x" }] },
      makeTree({ "/d": { type: "directory" }, "/l": { type: "link", target: "d" } }),
      "$.storage.files.1.path",
      /both lead to \/d\/x/u,
    ],
    [
      "a hash of other bytes",
      { files: [{ path: "/a", contents: { source: "data:,x", verification: { hash: `sha256-${"0".repeat(64)}` } } }] },
      new Map(),
      "$.storage.files.0.contents",
      /hash to sha256-2d711642/u,
    ],
    [
      "a hash that is no hex",
      { files: [{ path: "/a", contents: { source: "data:,x", verification: { hash: `sha256-${"x".repeat(64)}` } } }] },
      new Map(),
      "$.storage.files.0.contents",
      /64 hex digits/u,
    ],
    [
      "gzip that is none",
      { files: [{ path: "/a", contents: { source: "data:,x", compression: "gzip" } }] },
      new Map(),
      "$.storage.files.0.contents",
      /not gzip/u,
    ],
    [
      "a user that nobody made",
      { files: [file("/a", { user: "app" })] },
      new Map(),
      "$.storage.files.0.user.name",
      /no such user "app" on the node/u,
    ],
    [
      "a remote file without a server",
      { files: [{ path: "/a", contents: { source: "https://example.com/a" } }] },
      new Map(),
      "$.storage.files.0.contents",
      /pass `fetch`/u,
    ],
    [
      "a hard link to nothing",
      { links: [link("/a", "/b", { hard: true })] },
      new Map(),
      "$.storage.links.0.target",
      /does not exist when the hard link is made/u,
    ],
    [
      "a fragment without a source",
      { files: [{ path: "/a", append: [{}] }] },
      new Map(),
      "$.storage.files.0.append.0",
      /Ignition crashes on it/u,
    ],
    [
      "a chain of links out of the root",
      { files: [{ path: "/a/b/c" }] },
      makeTree({ "/a": { type: "link", target: "x" }, "/x": { type: "link", target: "/y" } }),
      "$.storage.files.0",
      /leads outside the root/u,
    ],
  ])("fails on %s", (_, storage, root, path, message) => {
    const { failure } = simulateFiles(withStorage(storage), { os, root });
    expect(failure?.path).toBe(path);
    expect(failure?.message).toMatch(message);
  });

  it.each([
    null,
    "x",
    { ignition: { version: "3.0.0" }, storage: { files: [{ path: "a" }, { path: 7 }] } },
    { ignition: { version: "3.6.0" } },
  ])("changes nothing for %j, which Debian's engine refuses", (config) => {
    // @ts-expect-error what JavaScript may pass
    const { tree, failure } = simulateFiles(config, { os: "debian-12", root: makeTree({ "/a": "a" }) });
    expect([...tree.keys()]).toEqual(["/a"]);
    expect(failure?.message).toMatch(/^Ignition refuses the config: /u);
  });

  it("leaves what was written before a failure, and the tree it was given as it was", () => {
    const root = makeTree({ "/b": "old" });
    const { tree, failure } = simulateFiles(
      withStorage({ files: [file("/a", { contents: "new" }), file("/b", { contents: "new" })] }),
      { os, root },
    );
    expect(failure).toBeDefined();
    expect([...tree.keys()]).toEqual(["/a", "/b"]);
    expect([...root.keys()]).toEqual(["/b"]);
  });

  it("replaces with overwrite, appends without contents, and unpacks", () => {
    const root = makeTree({ "/etc/hosts": { type: "file", contents: "a\n", mode: 0o600, uid: 5 }, "/etc/dir/x": "x" });
    const packed = fitUserData(
      withStorage({
        files: [
          file("/etc/dir", { contents: "y".repeat(1000), overwrite: true }),
          file("/etc/hosts", { append: ["b\n"] }),
        ],
      }),
      { limit: 300 },
    );
    const { config } = parseIgnition(packed.userData);
    const result = simulateFiles(config ?? { ignition: { version: "3.0.0" } }, { os, root });
    expect(packed.tactic).toBe("shortest-urls");
    expect(list(result.tree)).toEqual(["/etc/ 755 0:0", "/etc/dir 644 0:0", "/etc/hosts 600 5:0"]);
    expect(textOf(result, "/etc/hosts")).toBe("a\nb\n");
  });

  it("follows an envelope, an external object and children to merge", () => {
    const inner: Config = withStorage({ files: [file("/a", { contents: "from inside" })] });
    const envelope = fitUserData(inner, { limit: 300, store: () => "https://example.com/config" });
    const read = (text: string): Config => parseIgnition(text).config ?? { ignition: { version: "3.0.0" } };
    const fetch = (url: string): Uint8Array | undefined =>
      url === "https://example.com/config" ? Buffer.from(JSON.stringify(inner)) : undefined;
    const external: Config = {
      ignition: { version: "3.0.0", config: { replace: { source: "https://example.com/config" } } },
    };
    const merging: Config = {
      ignition: { version: "3.0.0", config: { merge: [{ source: "https://example.com/config" }] } },
      storage: { files: [{ path: "/a", mode: 0o600 }] },
    };
    expect(textOf(simulateFiles(read(envelope.userData), { os, fetch }), "/a")).toBe("from inside");
    expect(textOf(simulateFiles(external, { os, fetch }), "/a")).toBe("from inside");
    expect(simulateFiles(merging, { os, fetch }).tree.get("/a")).toMatchObject({
      mode: 0o600,
      hash: `sha512-${hexDigest("sha512", "from inside")}`,
    });
    expect(simulateFiles(external, { os }).failure?.path).toBe("$.ignition.config.replace");
    expect(simulateFiles(external, { os, fetch: () => Buffer.from("{}") }).failure?.message).toMatch(
      /the config behind it is not valid/u,
    );
    expect(
      simulateFiles(external, { os, fetch: () => Buffer.from(JSON.stringify(external)) }).failure?.message,
    ).toMatch(/do they go round in a circle/u);
  });

  it("knows users of the config and of the root by name", () => {
    const root = makeTree({
      "/etc/passwd": "root:x:0:0::/root:/bin/sh\ncore:x:500:500::/home/core:/bin/sh\n",
      "/etc/group": "docker:x:233:\n",
    });
    const config: Config = {
      ...withStorage({
        files: [
          file("/a", { user: "core", group: "docker" }),
          file("/b", { user: "app", group: "app" }),
          file("/c", { user: "sys" }),
        ],
      }),
      passwd: { users: [user("app"), user("sys", { system: true })] },
    };
    expect(list(simulateFiles(config, { os, root }).tree).slice(0, 3)).toEqual([
      "/a 644 500:233",
      "/b 644 1000:1000",
      "/c 644 499:0",
    ]);
  });

  it.each([
    ["debian-12", "3.3.0", 0o755],
    ["flatcar-4081", "3.4.0", 0o755],
    ["fedora-coreos-44", "3.3.0", 0o755],
    ["fedora-coreos-44", "3.6.0", 0o4755],
  ] as const)("gives a file on %s, spec %s, of mode 4755 its bits that work", (target, version, mode) => {
    const config: Config = { ignition: { version }, storage: { files: [{ path: "/a", mode: 0o4755 }] } };
    expect(simulateFiles(config, { os: target }).tree.get("/a")).toMatchObject({ mode });
  });
});

describe("users of a simulated node", () => {
  const passwd = (section: NonNullable<Config["passwd"]>): Config => ({
    ignition: { version: "3.3.0" },
    passwd: section,
  });
  const key = "ssh-ed25519 AAAA one";

  it("get a home, keys and a group", () => {
    const result = simulateFiles(
      passwd({
        users: [
          { name: "core", sshAuthorizedKeys: [key, `${key}2`] },
          { name: "app", system: true, homeDir: "/var/lib/app" },
          { name: "none", noCreateHome: true },
        ],
      }),
      { os },
    );
    expect(list(result.tree)).toEqual([
      "/home/ 755 0:0",
      "/home/core/ 700 1000:1000",
      "/home/core/.ssh/ 700 1000:1000",
      "/home/core/.ssh/authorized_keys.d/ 700 1000:1000",
      "/home/core/.ssh/authorized_keys.d/ignition 600 1000:1000",
      "/var/ 755 0:0",
      "/var/lib/ 755 0:0",
      "/var/lib/app/ 700 999:999",
    ]);
    expect(textOf(result, "/home/core/.ssh/authorized_keys.d/ignition")).toBe(`${key}\n${key}2\n`);
  });

  it("follow the node's login.defs", () => {
    const root = makeTree({ "/etc/login.defs": "# x\nUID_MIN 5000\nHOME_MODE 0750\nUSERGROUPS_ENAB no\n" });
    expect(simulateFiles(passwd({ users: [{ name: "a" }] }), { os, root }).tree.get("/home/a")).toEqual({
      type: "directory",
      mode: 0o750,
      uid: 5000,
      gid: 100,
    });
  });

  it("lose their home when they go", () => {
    const root = makeTree({ "/etc/passwd": "old:x:1000:1000::/home/old:/bin/sh\n", "/home/old/x": "x" });
    expect([
      ...simulateFiles(passwd({ users: [{ name: "old", shouldExist: false }] }), { os, root }).tree.keys(),
    ]).toEqual(["/etc", "/etc/passwd", "/home"]);
  });

  it.each<[NonNullable<Config["passwd"]>, string, RegExp]>([
    [
      {
        users: [
          { name: "a", uid: 1500 },
          { name: "b", uid: 1500 },
        ],
      },
      "$.passwd.users.1.uid",
      /user "a" has the number 1500 already/u,
    ],
    [
      {
        groups: [
          { name: "a", gid: 1500 },
          { name: "b", gid: 1500 },
        ],
      },
      "$.passwd.groups.1.gid",
      /group "a" has the number 1500 already/u,
    ],
    [
      { users: [{ name: "a", primaryGroup: "b" }] },
      "$.passwd.users.0.primaryGroup",
      /group "b" does not exist; add it/u,
    ],
    [{ users: [{ name: "a", groups: ["b"] }] }, "$.passwd.users.0.groups.0", /group "b" does not exist; add it/u],
    [
      { groups: [{ name: "a" }], users: [{ name: "a" }] },
      "$.passwd.users.0.name",
      /group "a" exists already; say primaryGroup or noUserGroup/u,
    ],
    [
      { users: [{ name: "a", noCreateHome: true, sshAuthorizedKeys: [key] }] },
      "$.passwd.users.0.sshAuthorizedKeys",
      /\/home\/a does not exist; give the user a home/u,
    ],
  ])("fail for %j", (section, path, message) => {
    const { failure } = simulateFiles(passwd(section), { os });
    expect(failure?.path).toBe(path);
    expect(failure?.message).toMatch(message);
  });
});

describe("units of a simulated node", () => {
  const units = (list: NonNullable<NonNullable<Config["systemd"]>["units"]>): Config => ({
    ignition: { version: "3.3.0" },
    systemd: { units: list },
  });
  const install = "[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n";

  it("stand with their drop-ins, their presets grouped by template", () => {
    const result = simulateFiles(
      units([
        {
          name: "b.service",
          enabled: true,
          contents: install,
          dropins: [{ name: "10.conf", contents: "[Unit]\n" }, { name: "20.conf" }],
        },
        { name: "a@.service", contents: install },
        { name: "a@y.service", enabled: true },
        { name: "a@x.service", enabled: true },
        { name: "c.service", mask: true, contents: install },
      ]),
      { os },
    );
    expect([...result.tree.keys()].filter((path) => path.startsWith("/etc/systemd/system/"))).toEqual([
      "/etc/systemd/system/a@.service",
      "/etc/systemd/system/b.service",
      "/etc/systemd/system/b.service.d",
      "/etc/systemd/system/b.service.d/10.conf",
      "/etc/systemd/system/c.service",
    ]);
    expect(result.tree.get("/etc/systemd/system/c.service")).toMatchObject({ target: "/dev/null" });
    expect(textOf(result, "/etc/systemd/system-preset/20-ignition.preset")).toBe(
      "enable a@.service y x\nenable b.service\n",
    );
    expect(result.presets).toEqual([
      { unit: "a@.service", enabled: true, instances: ["y", "x"] },
      { unit: "b.service", enabled: true },
    ]);
  });

  it("get no preset when they are disabled and were not enabled, from Ignition 2.16 on", () => {
    const config = units([{ name: "a.service", enabled: false, contents: install }]);
    expect(simulateFiles(config, { os }).presets).toEqual([]);
    expect(simulateFiles(config, { os: "debian-12" }).presets).toEqual([{ unit: "a.service", enabled: false }]);
  });

  it("lose the links by which the image starts them", () => {
    const root = makeTree({
      "/usr/lib/systemd/system/a.service": `${install}Also=b.socket\n`,
      "/usr/lib/systemd/system/b.socket": "[Install]\nWantedBy=sockets.target\n",
      "/etc/systemd/system/multi-user.target.wants/a.service": {
        type: "link",
        target: "/usr/lib/systemd/system/a.service",
      },
      "/etc/systemd/system/sockets.target.wants/b.socket": { type: "link", target: "/usr/lib/systemd/system/b.socket" },
      "/etc/systemd/system/sockets.target.wants/c.socket": { type: "link", target: "/usr/lib/systemd/system/c.socket" },
    });
    const { tree, presets } = simulateFiles(units([{ name: "a.service", enabled: false }]), { os, root });
    expect([...tree.keys()].filter((path) => path.includes(".wants"))).toEqual([
      "/etc/systemd/system/sockets.target.wants",
      "/etc/systemd/system/sockets.target.wants/c.socket",
    ]);
    expect(presets).toEqual([{ unit: "a.service", enabled: false }]);
  });

  it("can leave their directory when their name says so", () => {
    expect([...simulateFiles(units([{ name: "../../x.service", contents: install }]), { os }).tree.keys()]).toEqual([
      "/etc",
      "/etc/x.service",
    ]);
  });
});

describe("makeTree", () => {
  it.each(["etc", "/", "/a/", "/a/../b"])("refuses the path %s", (path) => {
    expect(() => makeTree({ [path]: "x" })).toThrowError(
      expect.objectContaining({
        code: "tree-path",
        message: expect.stringMatching(/is no path of an entry\nWrite it absolute and simplified/u),
      }),
    );
  });
});
