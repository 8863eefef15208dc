// Nodes without Ignition: the same service for Ubuntu by cloud-init, and an old coreos-cloudinit document
// taken to Ignition.
import {
  fitCloudConfig,
  translateCoreosCloudConfig,
  hasErrors,
  mergeCloudConfigs,
  parseCloudConfig,
  printDiagnostics,
  renderCloudConfig,
  systemdUnits,
} from "@drydock/cloud-config";
import { exec, unit } from "@drydock/systemd";
import { readWords } from "./command-line.ts";

export const target = "ubuntu-24.04";
const queue = unit("queue.service", {
  Unit: { Description: "The message queue", Wants: ["network-online.target"], After: ["network-online.target"] },
  Service: { ExecStart: exec("/usr/sbin/rabbitmq-server"), User: "rabbitmq", Restart: "always", RestartSec: 10 },
  Install: { WantedBy: ["multi-user.target"] },
});

export const config = mergeCloudConfigs(
  {
    packages: ["rabbitmq-server"],
    ntp: { servers: ["169.254.169.123"] },
    write_files: [{ path: "/etc/rabbitmq/rabbitmq.conf", permissions: "0644", content: "heartbeat = 30\n" }],
  },
  systemdUnits([{ name: queue.name, enable: true, contents: queue }]),
);

const careless = "#cloud-config\nwrite_files:\n  - path: /etc/app.conf\n    permissions: 0644\npackges: [curl]\n";

const old = `#cloud-config
coreos:
  update:
    reboot-strategy: off
  units:
    - name: hello.service
      command: start
      content: |
        [Service]
        ExecStart=/usr/bin/echo hello
        [Install]
        WantedBy=multi-user.target
`;

if (import.meta.filename === process.argv[1]) {
  readWords({ options: {} });
  console.log(renderCloudConfig(config, { target }));
  const { userData, tactic } = fitCloudConfig(config, { target });
  console.log(`${tactic}, ${userData.length} bytes\n`);

  const parsed = parseCloudConfig(careless, { target });
  console.log(printDiagnostics(parsed.diagnostics));
  if (!hasErrors(parsed.diagnostics)) throw new Error("a wrong cloud-config passes");

  const converted = translateCoreosCloudConfig(old);
  console.log(`\nThe old document as Ignition ${converted.config?.ignition.version}:`);
  console.log(JSON.stringify(converted.config?.systemd));
}
