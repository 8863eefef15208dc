import { exec, unit } from "@drydock/systemd";
import {
  blueprint,
  etcd,
  journalGateway,
  machines,
  network,
  pruneImages,
  resetFailed,
  secret,
  swapFile,
  workers,
  type Blueprint,
  type ClusterDesign,
} from "../src/index.ts";
import type { UserDataDesign } from "../src/design-index.ts";

const systems = ["flatcar", "fedora-coreos", "ubuntu", "amazon-linux"] as const;

/** A blueprint that uses all that nodes can have, on one operating system. */
export function fullBlueprint(os: (typeof systems)[number], tls: "mutual" | "off" = "mutual"): Blueprint {
  const packages = os === "ubuntu" || os === "amazon-linux" ? { packages: ["htop"] } : {};
  const app = unit("app.service", {
    Unit: {
      Description: "An application",
      Wants: "network-online.target",
      After: ["network-online.target", "docker.service"],
    },
    Service: {
      ExecStart: exec("/usr/bin/docker", "run", "--rm", "--name", "app", "example/app:1"),
      EnvironmentFile: "-/etc/drydock/etcd.env",
    },
    Install: { WantedBy: "multi-user.target" },
  });
  const leave = unit("leave.service", {
    Unit: { Description: "Hands over what is left to do", After: "docker.service" },
    Service: { Type: "oneshot", ExecStart: exec("/usr/bin/docker", "stop", "--time", "300", "app") },
  });
  const updates = { strategy: "reboot", window: { start: "05:30", minutes: 60 } } as const;
  return blueprint("fleet", {
    network: network({ cidr: "10.10.0.0/16", dns: "fleet.internal" }),
    etcd: etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"], image: os, tls, updates }),
    pools: {
      web: workers({
        subnets: "public",
        size: { min: 0, desired: 3, max: 95 },
        image: os,
        metadata: { type: "t2.medium", etcd: "public", monitor: "yes" },
        secrets: { token: { path: "/etc/app/token", before: ["app.service"] } },
        units: [
          app,
          { unit: leave, enable: false },
          ...swapFile({ gibibytes: 2 }),
          ...pruneImages(),
          ...resetFailed(),
          ...journalGateway(),
        ],
        files: [{ path: "/etc/app/app.conf", text: 'key: "value"\n# off: no\n' }],
        drain: { unit: "leave.service", timeout: 600 },
        users: [
          {
            name: "deploy",
            groups: ["docker"],
            publicKeys: [`ssh-ed25519 ${"A".repeat(68)} deploy`],
            shell: "/bin/bash",
          },
        ],
        updates,
        expose: [{ port: 80 }],
        ...packages,
      }),
      vault: machines({
        count: 2,
        subnets: "private",
        image: os,
        volume: { size: 50, label: "vault", mount: "/var/lib/vault" },
      }),
    },
    secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }), token: secret.generated() },
  });
}

export { systems };

/** Each different user data of a design with a name for it. */
export function userDataOfDesign({
  roles,
}: ClusterDesign): { readonly name: string; readonly userData: UserDataDesign }[] {
  return roles.flatMap(({ name, nodes }) => {
    if (nodes.kind === "group") return [{ name, userData: nodes.userData }];
    return (nodes.kind === "members" ? nodes.members : nodes.machines).map((machine) => ({
      name: machine.name,
      userData: machine.userData,
    }));
  });
}
