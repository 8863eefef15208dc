import {
  blueprint,
  type BlueprintParts,
  design,
  etcd,
  existingNetwork,
  machines,
  network,
  secret,
  workers,
} from "@drydock/core";
import { describe, expect, it } from "vitest";
import { modelCluster } from "../model/cluster.ts";
import { kinds } from "./registry.ts";

const size = { min: 1, desired: 1, max: 2 };
const net = network({ cidr: "10.4.0.0/16", zones: 2 });
const subnets = { private: [{ id: "subnet-0123456789abcdef0", zone: "us-west-2a", cidr: "10.0.3.0/24" }] };
const there = existingNetwork({ vpcId: "vpc-0123456789abcdef0", cidr: "10.0.0.0/16", subnets });

const designs: readonly (readonly [string, BlueprintParts])[] = [
  ["a network alone", { network: net }],
  ["a network without a way out", { network: network({ cidr: "10.4.0.0/16", nat: "none", endpoints: [] }) }],
  ["public subnets alone", { network: network({ cidr: "10.4.0.0/16", tiers: { public: {} }, endpoints: [] }) }],
  ["interface endpoints", { network: network({ cidr: "10.4.0.0/16", endpoints: ["s3", "secretsmanager"] }) }],
  ["a pool", { network: net, pools: { web: workers({ subnets: "private", size }) } }],
  ["a pool in a network that exists", { network: there, pools: { web: workers({ subnets: "private", size }) } }],
  ["a service", { network: net, pools: { web: workers({ subnets: "private", size, expose: [{ port: 80 }] }) } }],
  [
    "a pool that is scaled by requests",
    {
      network: net,
      pools: {
        web: workers({
          subnets: "private",
          size,
          expose: [{ port: 80, protocol: "http" }],
          scaling: { requests: 100 },
        }),
      },
    },
  ],
  [
    "a pool that is scaled by schedules",
    {
      network: net,
      pools: {
        web: workers({ subnets: "private", size, scaling: { schedules: { night: { cron: "0 22 * * *", max: 1 } } } }),
      },
    },
  ],
  ["machines", { network: net, pools: { bastion: machines({ subnets: "public", count: 1 }) } }],
  ["a bucket", { network: net, buckets: ["data"] }],
  ["etcd with TLS", { network: net, etcd: etcd({ addresses: ["10.4.3.100"], tls: "mutual" }) }],
  ["etcd on root volumes", { network: net, etcd: etcd({ addresses: ["10.4.3.100"], volume: "none" }) }],
  ["etcd without", { network: net, etcd: etcd({ addresses: ["10.4.3.100"], tls: "off" }) }],
  [
    "secrets",
    {
      network: net,
      pools: { web: workers({ subnets: "private", size }) },
      secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
    },
  ],
];

const offered = ["us-west-2a", "us-west-2b", "us-west-2c"];

const facts = {
  region: "us-west-2",
  account: "123456789012",
  partition: "aws",
  imageOf: () => ({ id: "ami-1", rootDevice: "/dev/xvda" }),
};

describe("the kinds that a design uses", () => {
  it.each(designs)("are known before the account is asked: %s", (_name, parts) => {
    const made = design(blueprint("port", parts), { offered });
    const modelled = new Set(
      modelCluster(made, facts)
        .inOrder()
        .map(({ kind }) => kind),
    );
    const expected = kinds.filter((kind) => kind.usedBy?.(made)).map(({ name }) => name);
    expect(expected).toEqual(kinds.map(({ name }) => name).filter((name) => modelled.has(name)));
  });
});
