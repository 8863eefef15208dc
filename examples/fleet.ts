// The production fleet of the older systems, with their own numbers and their known weaknesses mended: three
// etcd members on fixed private addresses, an internal and a public pool, one public port, balancers for the
// services inside, and a private zone.
import { createCluster, printEvent, withSignals } from "@drydock/aws-provisioner";
import { blueprint, etcd, network, secret, workers } from "@drydock/core";
import { exec, unit } from "@drydock/systemd";
import { accountFor } from "./account.ts";

/**
 * Checks as the older balancers made them: healthy after 2, unhealthy after 10, each 25 s long at most, every
 * 30 s.
 */
const health = { healthyThreshold: 2, unhealthyThreshold: 10, timeout: 25, interval: 30 };

const web = unit("web.service", {
  Unit: {
    Description: "nginx on port 80",
    After: ["docker.service", "drydock-secrets.service"],
    Requires: ["docker.service"],
    StartLimitIntervalSec: 0,
  },
  Service: {
    ExecStartPre: exec({ ignoreFailure: true }, "/usr/bin/docker", "rm", "--force", "web"),
    ExecStart: exec(
      "/usr/bin/docker",
      "run",
      "--name",
      "web",
      "--publish",
      "80:80",
      "docker.io/library/nginx:1.28-alpine",
    ),
    ExecStop: exec("/usr/bin/docker", "stop", "web"),
    Restart: "always",
    RestartSec: 10,
  },
  Install: { WantedBy: ["multi-user.target"] },
});

export const fleet = blueprint("fleet", {
  network: network({ cidr: "10.10.0.0/16", zones: 3, nat: "per-zone", dns: "fleet.internal" }),
  etcd: etcd({
    addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"],
    tls: "mutual",
    instanceType: "t3.small",
    rootVolume: 50,
    metadata: { etcd: "master", monitor: "yes" },
    expose: [
      { name: "fleetui", port: 80, targetPort: 3000, health },
      { name: "etcd-browser", port: 80, targetPort: 8000, health },
    ],
  }),
  pools: {
    internal: workers({
      subnets: "private",
      size: { min: 0, desired: 2, max: 25 },
      metadata: { type: "t3.medium", etcd: "internal", monitor: "yes" },
      units: [web],
      expose: [{ port: 80, health }],
    }),
    public: workers({
      subnets: "public",
      size: { min: 0, desired: 3, max: 95 },
      metadata: { type: "t3.medium", etcd: "public", monitor: "yes" },
      units: [web],
      expose: [{ port: 80, health }],
    }),
  },
  secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
});

if (import.meta.filename === process.argv[1]) {
  const { options, name } = accountFor();
  console.log(`Creating ${fleet.name} on ${name}.`);
  const environment = process.env["DOCKERCFG"] === undefined ? { DOCKERCFG: '{"auths":{}}' } : process.env;
  await withSignals(async (stop) => {
    const run = createCluster(fleet, { ...options, ...stop, environment });
    for await (const event of run) {
      const line = printEvent(event);
      if (line !== undefined) console.log(line);
    }
    console.log(JSON.stringify(await run, null, 2));
  });
}
