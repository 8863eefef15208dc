import { type Blueprint, blueprint, etcd, machines, network, secret, workers } from "../../packages/core/src/index.ts";
import { dropin, exec, unit } from "../../packages/systemd/src/index.ts";

/** What every role can have, once each. */
export function common(name: string) {
  return {
    instanceType: "t3.medium",
    rootVolume: 30,
    metadata: { purpose: name },
    secrets: { token: { path: `/etc/${name}/token` } },
    allow: [
      { ports: 9100, from: { role: "web" } },
      { ports: [9200, 9210] as const, from: { cidr: "10.20.0.0/16" }, protocol: "udp" as const },
    ],
    updates: { strategy: "reboot", window: { start: "Sun 05:30", minutes: 120 } } as const,
    sessionManager: true,
    bridgedCredentials: false,
    units: [
      unit(`${name}.service`, {
        Unit: { Description: name },
        Service: { ExecStart: exec("/usr/bin/sleep", "infinity") },
        Install: { WantedBy: "multi-user.target" },
      }),
    ],
    dropins: [dropin("systemd-journald.service", "20-size.conf", { Service: { LogRateLimitBurst: 100 } })],
    files: [{ path: `/etc/${name}/main.conf`, text: "depth = 1\n" }],
    users: [{ name: "crew", groups: ["wheel"], publicKeys: [publicKey("crew")], shell: "/bin/bash" }],
  };
}

/** A public key of nobody's: its bytes are those of its comment, over and over. */
export function publicKey(comment: string): string {
  const type = Buffer.from("ssh-ed25519");
  const bytes = Buffer.alloc(32, comment);
  const sized = (part: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, part.length]), part]);
  return `ssh-ed25519 ${Buffer.concat([sized(type), sized(bytes)]).toString("base64")} ${comment}`;
}

const health = { path: "/healthz", healthyThreshold: 3, unhealthyThreshold: 3, timeout: 6, interval: 10 };

/**
 * A cluster with every option that can stand beside the others, as data: each change of one of them starts
 * here.
 */
export const whole = JSON.parse(
  JSON.stringify(
    blueprint("harbour", {
      network: network({ cidr: "10.10.0.0/16", zones: 3, nat: "per-zone", dns: "harbour.internal", endpoints: ["s3"] }),
      etcd: etcd({
        addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"],
        volume: { size: 20 },
        expose: [{ port: 2379, health: { interval: 10 } }],
        ...common("store"),
      }),
      pools: {
        web: workers({
          subnets: "public",
          size: { min: 2, desired: 2, max: 4 },
          scaling: { cpu: 60, schedules: { night: { cron: "0 22 * * *", min: 1 } } },
          expose: [
            { port: 80, targetPort: 8080, protocol: "http", name: "front", dns: "front", from: ["0.0.0.0/0"], health },
          ],
          ...common("web"),
          publicKey: publicKey("web"),
        }),
        api: workers({
          subnets: "private",
          size: { min: 1, desired: 1, max: 2 },
          secrets: { word: { path: "/etc/api/word" } },
        }),
        db: machines({
          subnets: "private",
          count: 3,
          volume: { size: 100 },
          expose: [{ port: 5432, name: "db", from: ["10.10.0.0/16"] }],
          ...common("db"),
        }),
        queue: machines({ addresses: ["10.10.3.150", "10.10.4.150"], volume: { size: 50 } }),
      },
      secrets: {
        token: secret.generated({ length: 40 }),
        word: secret.text({ fromEnv: "WORD" }),
      },
      buckets: ["backup"],
      tags: { team: "harbour" },
    }),
  ),
) as Blueprint;
