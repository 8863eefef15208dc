import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { printUnit } from "@drydock/systemd";
import { afterAll, expect } from "vitest";
import { design, nodesOf } from "../src/index.ts";
import { fullBlueprint, systems, userDataOfDesign } from "./every-system.ts";
import { testWith, tools } from "./tool.ts";

const scratch = mkdtempSync(join(tmpdir(), "drydock-rendered-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

for (const os of systems) {
  const format = os === "ubuntu" || os === "amazon-linux" ? "cloud-config" : "ignition";
  const tool = format === "ignition" ? tools.ignitionValidate : tools.cloudInit;
  for (const tls of ["mutual", "off"] as const) {
    testWith([tool], `every node of ${os}, tls ${tls}, is one that ${tool.command} accepts`, () => {
      const nodes = userDataOfDesign(design(fullBlueprint(os, tls)));
      expect(nodes.map(({ name }) => name)).toEqual(["etcd-1", "etcd-2", "etcd-3", "web", "vault-1", "vault-2"]);
      for (const { name, userData } of nodes) {
        expect(userData.format).toBe(format);
        expect(userData.bytes).toBeLessThanOrEqual(16_384);
        const path = join(scratch, `${os}-${tls}-${name}`);
        writeFileSync(path, userData.tactic === "gzip" ? unpackedByCloudInit(userData.text) : userData.text);
        const args = format === "ignition" ? [path] : ["schema", "--config-file", path];
        const { status, stdout, stderr } = spawnSync(tool.command, args, { encoding: "utf8" });
        expect({ name, status, said: `${stdout}${stderr}`.trim() }).toEqual({
          name,
          status: 0,
          said: format === "ignition" ? "" : `Valid cloud-config: ${path}`,
        });
      }
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
      const { status, stderr } = spawnSync(
        "systemd-analyze",
        [
          "verify",
          "--recursive-errors=yes",
          "--man=no",
          `--root=${root}`,
          ...files.map((file) => `/etc/systemd/system/${file}`),
        ],
        { encoding: "utf8" },
      );
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: "" });
      // The same check refuses what is wrong, or it would prove nothing.
      write(join(folder, "drydock-instance.service.d/wrong.conf"), "[Service]\nExecStrat=/bin/sh\n");
      expect(
        spawnSync("systemd-analyze", [
          "verify",
          "--recursive-errors=yes",
          "--man=no",
          `--root=${root}`,
          "/etc/systemd/system/drydock-instance.service",
        ]).status,
      ).toBe(1);
    }
  });
}

/** The one cloud-config that cloud-init itself finds in packed user data. */
function unpackedByCloudInit(text: string): string {
  const program = [
    "import sys",
    "from cloudinit.user_data import UserDataProcessor",
    "parts = [p for p in UserDataProcessor(None).process(sys.stdin.read()).walk() if p.get_content_maintype() != 'multipart']",
    "assert [p.get_content_type() for p in parts] == ['text/cloud-config'], [p.get_content_type() for p in parts]",
    "sys.stdout.write(parts[0].get_payload(decode=True).decode())",
  ];
  const { status, stdout, stderr } = spawnSync("/usr/bin/python3", ["-c", program.join("\n")], {
    input: text,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.startsWith("#cloud-config\n")).toBe(true);
  return stdout;
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
