// One verb on the reference topology, as a process of its own: `reference.ts create | plan | destroy`. Prints
// one line of JSON.
import { createCluster, destroyCluster, planCluster, type RunReport } from "@drydock/aws-provisioner";
import { motoExceptions } from "../tools/moto-exceptions.ts";
import { blueprint, etcd, network, secret, workers } from "@drydock/core";

/**
 * A VPC, three public and three private subnets, gateway, NAT and address per zone, route tables, security
 * groups with the rules between them, three members on fixed interfaces with names in a private zone, roles
 * with profiles, one secret, two pools of three behind one network load balancer.
 */
export const reference = blueprint("reference", {
  network: network({ cidr: "10.50.0.0/16", zones: 3, nat: "per-zone", endpoints: [], dns: "reference.internal" }),
  etcd: etcd({
    addresses: ["10.50.3.100", "10.50.4.100", "10.50.5.100"],
    tls: "off",
    volume: "none",
    sessionManager: false,
  }),
  pools: {
    app: workers({
      sessionManager: false,
      subnets: "private",
      size: { min: 3, desired: 3, max: 3 },
      expose: [{ port: 80, balancer: "front", scheme: "internal" }],
    }),
    api: workers({
      identity: "app",
      sessionManager: false,
      subnets: "private",
      size: { min: 3, desired: 3, max: 3 },
      expose: [{ port: 81, balancer: "front", scheme: "internal" }],
    }),
  },
  secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
});

const options = { plugins: [motoExceptions] };

const verbs = {
  async create() {
    const run = createCluster(reference, options);
    let report: RunReport | undefined;
    for await (const event of run) if (event.type === "done") report = event.report;
    await run;
    return report;
  },
  async plan() {
    const { steps } = await planCluster(reference, options);
    if (steps.length > 0)
      throw new Error(`the plan has ${steps.length} steps: ${steps.map(({ id }) => id).join(", ")}`);
    return undefined;
  },
  async destroy() {
    const run = destroyCluster(reference.name, options);
    let report: RunReport | undefined;
    for await (const event of run) if (event.type === "done") report = event.report;
    const { left } = await run;
    if (left.length > 0) throw new Error(`left: ${left.map(({ address }) => address).join(", ")}`);
    return report;
  },
};

if (import.meta.filename === process.argv[1]) {
  const verb = process.argv[2] as keyof typeof verbs;
  console.log(JSON.stringify({ verb, report: await verbs[verb]() }));
}
