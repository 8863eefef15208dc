import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson } from "../src/render/print-json.ts";
import { simulateFiles } from "../src/simulate/simulate-files.ts";
import { makeTree, type Tree } from "../src/simulate/tree.ts";
import type { Config } from "../src/spec/ignition-config.ts";
import type { PasswdGroup, PasswdUser } from "../src/spec/passwd.ts";
import { currentEngine } from "./engine/engine.ts";
import { runStages } from "./engine/run-stages.ts";

const runs = Math.ceil(Number(process.env.DRYDOCK_ENGINE_RUNS ?? 30) / 2);
const seed = Number(process.env.DRYDOCK_SEED ?? Math.floor(Math.random() * 2 ** 31));

const root = makeTree({
  "/etc/passwd": "root:x:0:0::/root:/bin/sh\ncore:x:500:500::/home/core:/bin/sh\n",
  "/etc/group": "root:x:0:\ncore:x:500:\ndocker:x:233:\n",
  "/etc/shadow": { type: "file", contents: "root:*:::::::\ncore:*:::::::\n", mode: 0o600 },
  "/etc/login.defs":
    "UID_MIN 1000\nUID_MAX 60000\nGID_MIN 1000\nGID_MAX 60000\nSYS_UID_MIN 101\nSYS_UID_MAX 999\nSYS_GID_MIN 101\nSYS_GID_MAX 999\nUSERGROUPS_ENAB yes\nHOME_MODE 0750\n",
  "/home/core": { type: "directory", uid: 500, gid: 500 },
});

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}
const key = fc.constantFrom("ssh-ed25519 AAAA one", "ssh-ed25519 AAAA two");
const user = fc
  .record({
    name: fc.constantFrom("core", "app", "db", "sys", "ops"),
    sshAuthorizedKeys: maybe(fc.uniqueArray(key, { minLength: 1, maxLength: 2 })),
    uid: maybe(fc.constantFrom(1500, 700, 1600, 800, 1001)),
    homeDir: maybe(fc.constantFrom("/var/lib/app", "/home/other")),
    noCreateHome: maybe(fc.boolean()),
    noUserGroup: maybe(fc.boolean()),
    system: maybe(fc.boolean()),
    groups: maybe(fc.constantFrom(["docker"], ["docker"], ["docker"], ["docker", "crew"])),
    primaryGroup: maybe(fc.constantFrom("docker", "docker", "docker", "team")),
  })
  .map((value) => (value.name === "core" ? { name: "core", sshAuthorizedKeys: value.sshAuthorizedKeys } : value));
const group = fc.record({
  name: fc.constantFrom("team", "crew"),
  gid: maybe(fc.constantFrom(1400, 300)),
  system: maybe(fc.boolean()),
});
const config = fc
  .record({
    users: fc.uniqueArray(user, { selector: ({ name }) => name, maxLength: 4 }),
    groups: fc.uniqueArray(group, { selector: ({ name }) => name, maxLength: 2 }),
  })
  .map(({ users, groups }): Config => {
    const files = users.map(({ name }) => ({ path: `/srv/${name}`, user: { name } }));
    // The JSON has no place for what is undefined.
    const passwd = JSON.parse(JSON.stringify({ users, groups })) as { users: PasswdUser[]; groups: PasswdGroup[] };
    return { ignition: { version: "3.3.0" }, passwd, storage: { files } };
  });

describe("accounts of Ignition 2.27.0", () => {
  const engine = currentEngine();
  if ("absent" in engine) {
    it(`are not compared here; to compare: ${engine.absent}`, (context) => {
      expect(process.env.DRYDOCK_REQUIRE_ALL, "a real engine is required and absent").not.toBe("1");
      context.skip();
    });
    return;
  }

  it(`leave the homes, keys and owners that simulateFiles says, for ${runs} configs (seed ${seed})`, () => {
    let succeeded = 0;
    const property = fc.property(config, (document) => {
      const real = runStages(engine, printJson(document), root);
      const ours = simulateFiles(document, {
        os: { name: "current", os: "fedora-coreos", ignition: "2.27.0", highestSpec: "3.6.0", systemd: 259 },
        root,
      });
      if (real.succeeded) succeeded++;
      expect(
        { failed: ours.failure !== undefined, tree: printTree(ours.tree) },
        `${ours.failure?.message}\n${real.log}`,
      ).toEqual({
        failed: !real.succeeded,
        tree: printTree(real.tree),
      });
    });
    fc.assert(property, { numRuns: runs, seed });
    console.info(
      `${engine.answer}: ${runs} configs with users and groups compared, ${succeeded} of them succeeded in both`,
    );
    expect(succeeded).toBeGreaterThan(0);
  });
});

/** Without what useradd and the engine write for themselves. */
function printTree(tree: Tree): string {
  return [...tree]
    .filter(
      ([path]) =>
        !/^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid|\.pwd\.lock|\.ignition-result\.json)-?$/u.test(path),
    )
    .map(([path, entry]) => {
      const owner = `${entry.uid}:${entry.gid}`;
      if (entry.type === "link") return `${path} -> ${entry.target} ${owner}`;
      return `${path} ${entry.type} ${entry.mode.toString(8)} ${owner} ${entry.type === "file" ? entry.hash.slice(0, 24) : ""}`;
    })
    .join("\n");
}
