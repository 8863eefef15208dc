import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import { nodeScripts } from "../src/node/scripts.gen.ts";
import { fakeAccount, type FakeAccount } from "./fake-account.ts";
import { removeScriptFolders, runScript, scriptFolder, watchedPath } from "./run-script.ts";
import { testWith, tools } from "./tool.ts";

const accounts: FakeAccount[] = [];
afterEach(async () => {
  await Promise.all(accounts.splice(0).map((account) => account.close()));
  removeScriptFolders();
});

async function account(tags: Readonly<Record<string, string>> = {}): Promise<FakeAccount> {
  const made = await fakeAccount(tags);
  accounts.push(made);
  return made;
}

const shells = ["dash", "bash"];
const common = [tools.dash, tools.curl, tools.jq];
function modeOf(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

testWith([tools.dash, tools.shellcheck], "every script is POSIX sh, and shellcheck has nothing to say", () => {
  const folder = new URL("../node-scripts/", import.meta.url).pathname;
  for (const name of Object.keys(nodeScripts)) {
    expect(spawnSync("dash", ["-n", join(folder, name)], { encoding: "utf8" }).stderr).toBe("");
    const { stdout } = spawnSync("shellcheck", ["--shell=sh", "--external-sources", "--severity=style", name], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  }
});

for (const shell of shells) {
  testWith(
    common,
    `instance.sh writes the facts and tags of the instance, hostile values included (${shell})`,
    async () => {
      const folder = scriptFolder();
      const hostile = '$(touch /tmp/never) `id` "quoted" \\back';
      const { environment, failures } = await account({ "drydock:volume": "vol-0123", monitor: "yes", odd: hostile });
      failures.push(500, 503);
      const { status, stderr } = await runScript(shell, folder, "instance.sh", environment);
      expect({ status, stderr: stderr.split("\n").filter((line) => !line.startsWith("curl:")) }).toEqual({
        status: 0,
        stderr: [
          "the metadata service does not answer; trying again",
          "the metadata service does not answer; trying again",
          "",
        ],
      });
      const read = spawnSync(
        shell,
        [
          "-c",
          `. "$0" && printf '%s\\n' "$DRYDOCK_TAG_ODD" "$DRYDOCK_ADDRESS" "$COREOS_EC2_IPV4_LOCAL" "$DRYDOCK_TAG_DRYDOCK_VOLUME" "$DRYDOCK_PUBLIC_ADDRESS"`,
          join(folder, "instance.env"),
        ],
        { encoding: "utf8" },
      );
      expect(read.stdout.split("\n")).toEqual([hostile, "10.10.3.100", "10.10.3.100", "vol-0123", "", ""]);
      expect(modeOf(join(folder, "instance.env"))).toBe("644");
    },
  );

  testWith(
    common,
    `secrets.sh delivers text, binary and certificate bundles with owner and mode, whole or not at all (${shell})`,
    async () => {
      const folder = scriptFolder();
      const { environment, secrets, failures, calls } = await account();
      const text = 'line "one"\n\ttwo $HOME `id`\\\n\nlast without newline é 漢';
      const binary = Buffer.from([0, 1, 2, 255, 254, 10, 13, 0]);
      secrets.set("fleet/app", { SecretString: text });
      secrets.set("fleet/blob", { SecretBinary: binary.toString("base64") });
      secrets.set("fleet/tls/etcd-1", {
        SecretString: JSON.stringify({ "ca.crt": "CA\n", "tls.crt": "CERT\n", "tls.key": "KEY\n" }),
      });
      const list = [
        ["text", "fleet/app", `${folder}/deep/er/app`, "root:root", "0600"],
        ["text", "fleet/blob", `${folder}/blob`, "nobody:nogroup", "0640"],
        ["bundle", "fleet/tls/etcd-1", `${folder}/tls`, "nobody", "0400"],
      ];
      writeFileSync(join(folder, "list"), `${list.map((fields) => fields.join("\t")).join("\n")}\n`);
      failures.push(500, 500);
      const watched = watchedPath(folder, ["curl", "jq", "base64", "mktemp", "cat"]);
      const { status, stderr } = await runScript(shell, folder, "secrets.sh", {
        ...environment,
        PATH: watched.path,
        DRYDOCK_SECRETS: join(folder, "list"),
      });
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(watched.seen()).toContain("aws:amz:us-west-2:secretsmanager");
      expect(watched.seen()).not.toMatch(/line "one"|KEY\n|AAEC|wJalr|IQoJ|IMDS-TOKEN|ASIAEXAMPLE/);
      expect(readFileSync(`${folder}/deep/er/app`, "utf8")).toBe(text);
      expect(readFileSync(`${folder}/blob`)).toEqual(binary);
      expect(["tls.crt", "tls.key", "ca.crt"].map((name) => readFileSync(`${folder}/tls/${name}`, "utf8"))).toEqual([
        "CERT\n",
        "KEY\n",
        "CA\n",
      ]);
      expect([
        modeOf(`${folder}/deep/er/app`),
        modeOf(`${folder}/blob`),
        modeOf(`${folder}/tls/tls.key`),
        modeOf(`${folder}/tls`),
      ]).toEqual(["600", "640", "400", "700"]);
      const nobody = Number(spawnSync("id", ["-u", "nobody"], { encoding: "utf8" }).stdout);
      expect([
        statSync(`${folder}/blob`).uid,
        statSync(`${folder}/tls/tls.key`).uid,
        statSync(`${folder}/deep/er/app`).uid,
      ]).toEqual([nobody, nobody, 0]);
      expect(calls.filter((call) => call === "secretsmanager.GetSecretValue")).toHaveLength(3);
      expect(stderr).not.toMatch(/line "one"|KEY|wJalr|IQoJ/);
    },
  );

  testWith(
    common,
    `secrets.sh waits for a secret that is refused, says why, and leaves no half file (${shell})`,
    async () => {
      const folder = scriptFolder();
      const { environment, secrets, after } = await account();
      writeFileSync(join(folder, "list"), `text\tfleet/late\t${folder}/late\troot\t0600\n`);
      after("secretsmanager.GetSecretValue", 3, () => secrets.set("fleet/late", { SecretString: "now" }));
      const { status, stderr } = await runScript(shell, folder, "secrets.sh", {
        ...environment,
        DRYDOCK_SECRETS: join(folder, "list"),
      });
      expect(status).toBe(0);
      expect(stderr).toContain(
        'secret fleet/late: status 400, {"__type":"ResourceNotFoundException","Message":"no such secret"}',
      );
      expect(readFileSync(`${folder}/late`, "utf8")).toBe("now");
      expect(spawnSync("sh", ["-c", `ls ${folder} | grep 'late\\.'`]).stdout.toString()).toBe("");
    },
  );
}

testWith(
  [...common, tools.mkfs],
  "volume.sh attaches by exact id, formats a blank volume once, and never one with data",
  async () => {
    const folder = scriptFolder();
    const { environment, attachments, metadata, calls, after } = await account();
    const disk = join(folder, "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc");
    mkdirSync(join(folder, "dev/disk/by-id"), { recursive: true });
    const options = { ...environment, DRYDOCK_VOLUME_LABEL: "etcd-data", DRYDOCK_DEVICES: join(folder, "dev") };
    attachments.set("vol-0abc", { instance: "i-other", device: "/dev/sdf" });
    // The tag, the release by the machine before, and the device all come late.
    const tag = "meta-data/tags/instance/drydock:volume";
    after(`GET ${tag}`, 2, () => metadata.set(tag, "vol-0abc"));
    after("AttachVolume", 2, () => attachments.delete("vol-0abc"));
    after("AttachVolume", 3, () => {
      writeFileSync(disk, "");
      truncateSync(disk, 64 * 1024 * 1024);
    });
    const first = await runScript("dash", folder, "volume.sh", options);
    expect(first).toMatchObject({ status: 0 });
    expect(first.stderr).toContain("VolumeInUse");
    expect(first.stderr).toContain("volume vol-0abc is blank: making its file system");
    expect(attachments.get("vol-0abc")).toEqual({ instance: "i-0123456789abcdef0", device: "/dev/sdf" });
    const uuid = spawnSync("blkid", ["-p", "-o", "value", "-s", "UUID", disk], { encoding: "utf8" }).stdout;
    const second = await runScript("dash", folder, "volume.sh", options);
    expect(second).toEqual({ status: 0, stderr: "" });
    expect(spawnSync("blkid", ["-p", "-o", "value", "-s", "UUID", disk], { encoding: "utf8" }).stdout).toBe(uuid);
    expect(calls.filter((call) => call === "AttachVolume").length).toBeGreaterThan(1);

    writeFileSync(
      disk,
      Buffer.concat([Buffer.alloc(100_000), Buffer.from("data of an unknown kind"), Buffer.alloc(1_000_000)]),
    );
    const third = await runScript("dash", folder, "volume.sh", options);
    expect(third.status).toBe(1);
    expect(third.stderr).toContain("stopped: volume vol-0abc is neither blank nor labelled etcd-data");
    spawnSync("mkfs.ext4", ["-q", "-F", "-L", "someone-else", disk, "8M"]);
    expect(await runScript("dash", folder, "volume.sh", options)).toMatchObject({ status: 1 });
    expect(existsSync(disk)).toBe(true);
  },
);
