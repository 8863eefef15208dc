import { encodeDataUrl, type IgnitionConfig } from "@drydock/ignition";

const endpoints = "http://10.10.3.100:2379,http://10.10.4.100:2379,http://10.10.5.100:2379";
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl core@example.com";

function service(description: string, lines: readonly string[]): string {
  return [
    "[Unit]",
    `Description=${description}`,
    "Wants=network-online.target",
    "After=network-online.target",
    "",
    "[Service]",
    ...lines,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/**
 * A worker of a fleet: an etcd proxy, an overlay network, the container runtime set up for it, and an update
 * policy.
 */
export function fleetWorker(): IgnitionConfig {
  const file = (path: string, text: string, mode = 0o644) => ({
    path,
    mode,
    contents: { source: encodeDataUrl(text), compression: "" },
  });
  return {
    ignition: { version: "3.4.0" },
    passwd: { users: [{ name: "core", sshAuthorizedKeys: [key] }] },
    storage: {
      directories: [{ path: "/etc/flannel", mode: 0o755 }],
      files: [
        { ...file("/etc/flatcar/update.conf", "REBOOT_STRATEGY=etcd-lock\nGROUP=stable\n"), overwrite: true },
        file(
          "/etc/flannel/options.env",
          `FLANNELD_ETCD_ENDPOINTS=${endpoints}\nFLANNELD_ETCD_PREFIX=/coreos.com/network\n`,
        ),
        file("/etc/docker/daemon.json", '{"log-driver": "journald", "live-restore": true}\n'),
        file("/etc/sysctl.d/60-fleet.conf", "net.core.somaxconn = 4096\nvm.max_map_count = 262144\n"),
        file(
          "/opt/bin/fleet-metadata",
          '#!/bin/sh\nset -eu\n. /run/metadata/flatcar\nprintf \'region=%s,zone=%s\\n\' "$COREOS_EC2_REGION" "$COREOS_EC2_AVAILABILITY_ZONE"\n',
          0o755,
        ),
      ],
    },
    systemd: {
      units: [
        {
          name: "etcd-member.service",
          enabled: true,
          contents: service("etcd gateway to the control plane", [
            "Type=exec",
            "Restart=always",
            "RestartSec=10",
            `ExecStart=/usr/bin/etcd gateway start --endpoints=${endpoints} --listen-addr=127.0.0.1:2379`,
          ]),
        },
        {
          name: "flanneld.service",
          enabled: true,
          contents: service("overlay network", [
            "Type=exec",
            "Restart=always",
            "RestartSec=5",
            "EnvironmentFile=/etc/flannel/options.env",
            "ExecStart=/opt/bin/flanneld --ip-masq=true --iface=eth0",
          ]),
        },
        {
          name: "docker.service",
          enabled: true,
          dropins: [
            {
              name: "40-flannel.conf",
              contents:
                "[Unit]\nRequires=flanneld.service\nAfter=flanneld.service\n\n[Service]\nEnvironmentFile=/run/flannel/docker\n",
            },
            { name: "50-limits.conf", contents: "[Service]\nLimitNOFILE=1048576\n" },
          ],
        },
        {
          name: "fleet.service",
          enabled: true,
          contents: service("distributed init system", [
            "Type=exec",
            "Restart=always",
            "RestartSec=10",
            "ExecStart=/opt/bin/fleetd --etcd_servers=http://127.0.0.1:2379",
          ]),
        },
        { name: "etcd2.service", mask: true },
        { name: "locksmithd.service", enabled: true },
      ],
    },
  };
}

/** A node with 60 files of about 1 KB each, no two the same. */
export function sixtyFiles(): IgnitionConfig {
  const files = Array.from({ length: 60 }, (_, index) => {
    const lines = Array.from(
      { length: 24 },
      (__, line) => `setting.${index}.${line} = value-${(index * 7919 + line * 104729) % 1_000_003}`,
    );
    return {
      path: `/etc/example/${index}.conf`,
      mode: 0o644,
      contents: { source: encodeDataUrl(`${lines.join("\n")}\n`), compression: "" },
    };
  });
  return { ignition: { version: "3.4.0" }, storage: { files } };
}
