// One node with neither a cluster nor a cloud: described, validated, fitted into user data, and tried on a
// simulated disk.
import {
  composeIgnition,
  dataVolume,
  directory,
  file,
  fitUserData,
  flatcarUpdates,
  printBreakdown,
  printDiagnostics,
  hasErrors,
  makeTree,
  renderIgnition,
  simulateFiles,
  unitEntry,
  user,
  validateIgnition,
} from "@drydock/ignition";
import { exec, unit } from "@drydock/systemd";
import { readWords } from "./command-line.ts";

const queue = unit("queue.service", {
  Unit: {
    Description: "The message queue",
    Wants: ["network-online.target"],
    After: ["network-online.target", "docker.service"],
    Requires: ["docker.service"],
  },
  Service: {
    ExecStartPre: exec({ ignoreFailure: true }, "/usr/bin/docker", "rm", "--force", "queue"),
    ExecStart: exec(
      "/usr/bin/docker",
      "run",
      "--name",
      "queue",
      "--volume",
      "/var/lib/queue:/var/lib/rabbitmq",
      "docker.io/library/rabbitmq:4.1",
    ),
    Restart: "always",
    RestartSec: 10,
  },
  Install: { WantedBy: ["multi-user.target"] },
});

export const node = composeIgnition(
  {
    storage: {
      directories: [directory("/etc/queue", { mode: 0o750 })],
      files: [
        file("/etc/queue/queue.conf", { contents: "heartbeat = 30\n", mode: 0o640 }),
        file("/etc/hostname", { contents: "queue-1\n", overwrite: true }),
      ],
    },
  },
  { systemd: { units: [unitEntry(queue, { enabled: true })] } },
  {
    passwd: {
      users: [
        user("core", {
          sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDMU7G14R/oC3s2EEa2RrEsfJK0qpBE44PLy90VVJbGY operator"],
        }),
      ],
    },
  },
  dataVolume({
    device: "/dev/disk/by-id/nvme-queue",
    path: "/var/lib/queue",
    label: "queue",
    before: ["queue.service"],
  }),
  flatcarUpdates({ strategy: "reboot", window: { days: ["Sun"], start: "03:00", minutes: 60 } }),
);

export const target = "flatcar-4593";

if (import.meta.filename === process.argv[1]) {
  readWords({ options: {} });
  const diagnostics = validateIgnition(node);
  console.log(hasErrors(diagnostics) ? printDiagnostics(diagnostics) : `valid, with ${diagnostics.length} remarks`);

  const text = renderIgnition(node, { target });
  const { tactic, userData, breakdown } = fitUserData(node, { target });
  console.log(`${text.length} bytes of Ignition for ${target}; user data: ${tactic}, ${userData.length} bytes`);
  console.log(printBreakdown(breakdown, 3));

  const root = makeTree({ "/etc/flatcar/update.conf": "GROUP=stable\n", "/etc/hostname": "localhost\n" });
  const { tree, presets, failure } = simulateFiles(node, { os: target, root });
  if (failure !== undefined) throw new Error(`${failure.path}: ${failure.message}`);
  for (const [path, entry] of tree)
    if (entry.type === "file") console.log(`${entry.mode.toString(8).padStart(4, "0")} ${path}`);
  console.log(`enabled at boot: ${presets.flatMap(({ unit: name, enabled }) => (enabled ? [name] : [])).join(", ")}`);
}
