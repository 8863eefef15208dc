import { type Blueprint, blueprint, etcd, machines, network, secret, workers } from "@drydock/core";

const shared = network({ cidr: "10.40.0.0/16", zones: 2, nat: "single", dns: "harbour.internal" });

/** A cluster of every part that moto knows. */
export const harbour: Blueprint = blueprint("harbour", {
  network: shared,
  etcd: etcd({ addresses: ["10.40.2.10"], tls: "mutual" }),
  pools: {
    web: workers({
      subnets: "public",
      size: { min: 0, desired: 1, max: 4 },
      expose: [{ port: 80, drain: 10 }],
      secrets: { token: "/etc/token" },
    }),
    queue: machines({ subnets: "private", count: 2, secrets: { key: "/etc/key" } }),
    buoy: machines({ subnets: "public", count: 1 }),
  },
  secrets: { token: secret.text({ fromEnv: "TOKEN" }), key: secret.generated({ length: 32 }) },
});

/** The same one, where something comes, something is another, and something goes. */
export const changedHarbour: Blueprint = blueprint("harbour", {
  network: shared,
  etcd: etcd({ addresses: ["10.40.2.10"], tls: "mutual" }),
  pools: {
    web: workers({
      subnets: "public",
      size: { min: 0, desired: 2, max: 4 },
      expose: [{ port: 80, targetPort: 8080, drain: 10 }],
      secrets: { token: "/etc/token" },
    }),
    queue: machines({ subnets: "private", count: 1, secrets: { key: "/etc/key", pin: "/etc/pin" } }),
    crane: machines({ subnets: "private", count: 1, volume: { size: 10, label: "crane", mount: "/var/lib/crane" } }),
  },
  secrets: {
    token: secret.text({ fromEnv: "OTHER_TOKEN" }),
    key: secret.generated({ length: 32 }),
    pin: secret.generated({ length: 24 }),
  },
});
