// One verb on the reference topology, or on its network alone, as a process of its own:
// `reference.ts create | plan | destroy [network]`. Prints one line of JSON.
import {
  createCluster,
  destroyCluster,
  planCluster,
  type PlanStep,
  type Run,
  type RunReport,
} from "@drydock/aws-provisioner";
import { motoExceptions } from "../tools/moto-exceptions.ts";
import { type Blueprint, blueprint, etcd, network, secret, workers } from "@drydock/core";

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

/** What of it a rival has kinds for that knows networks alone. */
const networkAlone = blueprint("reference", {
  network: network({ cidr: "10.50.0.0/16", zones: 3, nat: "per-zone", endpoints: [] }),
});

const options = { plugins: [motoExceptions] };

/** What a process says of its run: the steps that it planned, and how they went. */
export interface Said {
  readonly steps: readonly Pick<PlanStep, "id" | "needs" | "diesWith">[];
  readonly report: RunReport | undefined;
}

async function follow(run: Run<unknown>): Promise<Said> {
  let steps: Said["steps"] = [];
  let report: RunReport | undefined;
  for await (const event of run) {
    if (event.type === "planned") steps = event.plan.steps.map(({ id, needs, diesWith }) => ({ id, needs, diesWith }));
    if (event.type === "done") report = event.report;
  }
  return { steps, report };
}

const verbs = {
  async create(wanted: Blueprint): Promise<Said> {
    const run = createCluster(wanted, options);
    const said = await follow(run);
    await run;
    return said;
  },
  async plan(wanted: Blueprint): Promise<Said> {
    const { steps } = await planCluster(wanted, options);
    if (steps.length > 0)
      throw new Error(`the plan has ${steps.length} steps: ${steps.map(({ id }) => id).join(", ")}`);
    return { steps, report: undefined };
  },
  async destroy({ name }: Blueprint): Promise<Said> {
    const run = destroyCluster(name, options);
    const said = await follow(run);
    const { left } = await run;
    if (left.length > 0) throw new Error(`left: ${left.map(({ address }) => address).join(", ")}`);
    return said;
  },
};

if (import.meta.filename === process.argv[1]) {
  const verb = process.argv[2] as keyof typeof verbs;
  const wanted = process.argv[3] === "network" ? networkAlone : reference;
  console.log(JSON.stringify(await verbs[verb](wanted)));
}
