import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { printUnit } from "@drydock/systemd";
import { afterAll, expect } from "vitest";
import { openCloudInit } from "../../cloud-config/test/cloud-init-oracle.ts";
import { design, nodesOf } from "../src/index.ts";
import { fullBlueprint, systems, userDataOfDesign } from "./every-system.ts";
import { testWith, tools, type Tool } from "./tool.ts";

const scratch = mkdtempSync(join(tmpdir(), "drydock-rendered-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const oracle = await openCloudInit();
afterAll(async () => {
  if ("ask" in oracle) await oracle.close();
});
const cloudInit: Tool =
  "ask" in oracle
    ? { command: "cloud-init", versionArguments: { known: oracle.version }, provides: "" }
    : { command: "cloud-init", versionArguments: { known: undefined }, provides: oracle.absent };

for (const os of systems) {
  const format = os === "ubuntu" || os === "amazon-linux" ? "cloud-config" : "ignition";
  const tool = format === "ignition" ? tools.ignitionValidate : cloudInit;
  for (const tls of ["mutual", "off"] as const) {
    testWith([tool], `every node of ${os}, tls ${tls}, is one that ${tool.command} accepts`, async () => {
      const nodes = userDataOfDesign(design(fullBlueprint(os, tls)));
      expect(nodes.map(({ name }) => name)).toEqual(["etcd-1", "etcd-2", "etcd-3", "web", "vault-1", "vault-2"]);
      for (const { userData } of nodes) {
        expect(userData.format).toBe(format);
        expect(userData.bytes).toBeLessThanOrEqual(16_384);
      }
      const texts = nodes.map(({ name, userData }) => ({ name, text: userData.text }));
      const verdicts = format === "ignition" ? texts.map(ofIgnition) : await ofCloudInit(texts);
      expect(verdicts).toEqual(nodes.map(({ name }) => ({ name, valid: true })));
    });
  }

  testWith([tools.systemdAnalyze], `every unit and drop-in of ${os} passes systemd-analyze verify`, () => {
    for (const { name, config } of nodesOf(fullBlueprint(os))) {
      const units = config.units.map(({ unit }) => unit);
      const { dropins } = config;
      const root = join(scratch, `units-${os}-${name}`);
      const folder = join(root, "etc/systemd/system");
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      };
      for (const program of [
        "/bin/sh",
        "/usr/bin/docker",
        "/usr/sbin/resize2fs",
        "/usr/bin/systemctl",
        "/usr/bin/dnf",
        "/usr/lib/flatcar/etcd-wrapper",
      ]) {
        write(join(root, program), "");
        chmodSync(join(root, program), 0o755);
      }
      for (const stand of standIns)
        write(
          join(folder, stand),
          stand.endsWith(".service") ? "[Service]\nExecStart=/bin/sh\n" : "[Unit]\nDescription=stand-in\n",
        );
      if (os === "flatcar")
        write(join(folder, "etcd-member.service"), "[Service]\nExecStart=/usr/lib/flatcar/etcd-wrapper $ETCD_OPTS\n");
      for (const unit of units) write(join(folder, unit.name), printUnit(unit));
      for (const dropin of dropins) write(join(folder, `${dropin.of}.d`, dropin.name), printUnit(dropin));
      const files = [
        ...units.map((unit) => unit.name),
        ...(os === "flatcar" && name.startsWith("etcd") ? ["etcd-member.service"] : []),
      ];
      expect({ name, ...verify(root, files) }).toEqual({ name, status: 0, stderr: "" });
    }
    // The same check refuses what is wrong, or it would prove nothing.
    const root = join(scratch, `units-${os}-etcd-1`);
    const dropins = join(root, "etc/systemd/system/drydock-instance.service.d");
    mkdirSync(dropins, { recursive: true });
    writeFileSync(join(dropins, "wrong.conf"), "[Service]\nExecStrat=/bin/sh\n");
    expect(verify(root, ["drydock-instance.service"]).status).toBe(1);
  });
}

function verify(root: string, files: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const paths = files.map((file) => `/etc/systemd/system/${file}`);
  const { status, stderr } = spawnSync(
    "systemd-analyze",
    ["verify", "--recursive-errors=yes", "--man=no", `--root=${root}`, ...paths],
    { encoding: "utf8" },
  );
  return { status, stderr };
}

interface NodeText {
  readonly name: string;
  readonly text: string;
}

function ofIgnition({ name, text }: NodeText): object {
  const path = join(scratch, name);
  writeFileSync(path, text);
  const { status, stdout, stderr } = spawnSync(tools.ignitionValidate.command, [path], { encoding: "utf8" });
  const said = `${stdout}${stderr}`.trim();
  return { name, valid: status === 0, ...(said !== "" && { said }) };
}

/** Takes the user data apart as cloud-init does, and has it judge the one cloud-config in each. */
async function ofCloudInit(nodes: readonly NodeText[]): Promise<object[]> {
  if (!("ask" in oracle)) throw new Error(oracle.absent);
  const taken = await oracle.ask<{ readonly parts: readonly { readonly type: string; readonly content: string }[] }>(
    nodes.map(({ text }) => ({ ask: "parts", hex: Buffer.from(text).toString("hex") })),
  );
  expect(taken.map(({ parts }) => parts.map(({ type }) => type))).toEqual(nodes.map(() => ["text/cloud-config"]));
  const configs = taken.map(({ parts }) => parts[0]?.content ?? "");
  for (const config of configs) expect(config.startsWith("#cloud-config\n")).toBe(true);
  const verdicts = await oracle.ask<object>(configs.map((text) => ({ ask: "schema", text })));
  return verdicts.map((verdict, index) => ({ name: nodes[index]?.name, ...verdict }));
}

/**
 * Units of the operating system that ours name, and those that systemd pulls in by itself; what they do is no
 * matter here.
 */
const standIns = [
  "network-online.target",
  "docker.service",
  "systemd-journal-gatewayd.service",
  "sysinit.target",
  "basic.target",
  "shutdown.target",
  "umount.target",
  "multi-user.target",
  "timers.target",
  "time-sync.target",
  "time-set.target",
];
