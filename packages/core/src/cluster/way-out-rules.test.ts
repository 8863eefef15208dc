import { expect, it } from "vitest";
import { brokenRules, members, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import {
  etcd,
  existingNetwork,
  machines,
  network,
  secret,
  validateBlueprint,
  type Blueprint,
  type BlueprintParts,
} from "../index.ts";

function closed(endpoints: readonly string[], parts: Partial<BlueprintParts> = {}, options: object = {}): Blueprint {
  const net = network({ cidr: "10.10.0.0/16", nat: "none", endpoints });
  return ofPool({ sessionManager: false, ...options }, { network: net, ...parts });
}
const ecr = "123456789012.dkr.ecr.us-west-2.amazonaws.com";

function store(repository: string) {
  const volume = "none" as const;
  return etcd({ addresses: ["10.10.3.100"], tls: "off", volume, sessionManager: false, repository });
}
const token = { secrets: { token: secret.generated() } };
const needed = ["ecr.api", "ecr.dkr", "s3", "ssm"];

it.each([
  ["nodes that need nothing", closed([]), []],
  ["Session Manager", closed(["ssm", "ssmmessages"], {}, { sessionManager: true }), []],
  ["Session Manager, half", closed(["ssm"], {}, { sessionManager: true }), ["pools.web"]],
  ["a secret", closed(["secretsmanager"], token, { secrets: { token: "/etc/token" } }), []],
  ["a secret without its endpoint", closed(["s3"], token, { secrets: { token: "/etc/token" } }), ["pools.web"]],
  ["packages of Amazon Linux", closed(["s3"], {}, { image: "amazon-linux" }), []],
  ["packages of Amazon Linux without S3", closed([], {}, { image: "amazon-linux" }), ["pools.web"]],
  ["packages of Ubuntu", closed(["s3"], {}, { image: "ubuntu" }), ["pools.web"]],
  ["public nodes", closed([], {}, { subnets: "public", image: "ubuntu" }), []],
  ["nodes in no subnet", closed([], {}, { subnets: "nowhere", image: "ubuntu" }), ["pools.web.subnets"]],
  ["a volume", closed(["ec2"], { pools: { db: ofMachines({ size: 1 }) } }), []],
  ["a volume without EC2", closed([], { pools: { db: ofMachines({ size: 1 }) } }), ["pools.db"]],
  ["no volume", closed([], { pools: { db: ofMachines("none") } }), []],
  ["etcd from ECR", closed(needed, { etcd: store(`${ecr}/etcd`) }), []],
  ["etcd from ECR in China", closed(needed, { etcd: store(`${ecr}.cn/etcd`) }), []],
  ["etcd from elsewhere", closed(needed, { etcd: store("quay.io/coreos/etcd") }), ["etcd"]],
  ["etcd from what looks like ECR", closed(needed, { etcd: store(`x${ecr}/etcd`) }), ["etcd"]],
  ["etcd from what begins like ECR", closed(needed, { etcd: store(`${ecr}.example/etcd`) }), ["etcd"]],
  ["etcd without SSM", closed(needed.slice(0, 3), { etcd: store(`${ecr}/etcd`) }), ["etcd"]],
])("without NAT, %s", (_what, given, broken) => {
  const rule = (path: string) => `${path.endsWith("subnets") ? "tier-unknown" : "no-way-out"} at ${path}`;
  expect(brokenRules(given)).toEqual(broken.map(rule));
});

it("names the endpoints that are missing, or NAT where none would do", () => {
  const [missing] = validateBlueprint(closed(["s3"], {}, { sessionManager: true }));
  expect(missing?.remedy).toBe('Set network.nat to "single", or network.endpoints to ["s3", "ssm", "ssmmessages"].');
  const [shut] = validateBlueprint(closed(["s3"], {}, { image: "ubuntu", sessionManager: true }));
  expect(shut?.remedy).toBe('Set network.nat to "single" or "per-zone": no endpoint leads to Ubuntu\'s packages.');
  expect(shut?.message).toMatch(/need to reach Session Manager, Ubuntu's packages$/);
});

function ofMachines(volume: { size: number } | "none") {
  return machines({ count: 1, subnets: "private", volume, sessionManager: false });
}

faultsOf([
  [
    "private nodes without a way out",
    ofPool(
      { secrets: { token: "/etc/token" } },
      {
        network: network({ cidr: "10.10.0.0/16", nat: "none" }),
        etcd: etcd({ addresses: members }),
        ...token,
      },
    ),
    `error at fleet.etcd: its nodes stand in private subnets without NAT, and need to reach Secrets Manager, EC2 for their volume, SSM for the mark of the cluster, Session Manager, the registry quay.io [no-way-out]
       Set network.nat to "single" or "per-zone": no endpoint leads to the registry quay.io.
     error at fleet.pools.web: its nodes stand in private subnets without NAT, and need to reach Secrets Manager, Session Manager [no-way-out]
       Set network.nat to "single", or network.endpoints to ["s3", "secretsmanager", "ssm", "ssmmessages"].`,
  ],
  [
    "private nodes whose endpoints nearly suffice",
    closed(["s3", "ssm"], {}, { sessionManager: true }),
    `error at fleet.pools.web: its nodes stand in private subnets without NAT, and need to reach Session Manager [no-way-out]
       Set network.nat to "single", or network.endpoints to ["s3", "ssm", "ssmmessages"].`,
  ],
  [
    "private nodes that reach one of the services they need",
    closed(["secretsmanager"], token, { secrets: { token: "/etc/token" }, sessionManager: true }),
    `error at fleet.pools.web: its nodes stand in private subnets without NAT, and need to reach Session Manager [no-way-out]
       Set network.nat to "single", or network.endpoints to ["secretsmanager", "ssm", "ssmmessages"].`,
  ],
  [
    "members that stand outside, too",
    closed([], { etcd: etcd({ addresses: ["10.10.0.100", "10.10.4.100", "10.10.5.100"] }), pools: {} }),
    `warning at fleet.etcd.addresses.0: 10.10.0.100 lies in the public subnet public-1 [member-public]
       Put members into private subnets; what must reach etcd from outside goes through a balancer.`,
  ],
  [
    "nodes of an existing network, whose gateways nobody knows",
    ofPool(
      {},
      {
        network: existingNetwork({
          vpcId: "vpc-01234567",
          cidr: "10.0.0.0/16",
          subnets: { private: [{ id: "subnet-01234567", cidr: "10.0.0.0/24", zone: "us-west-2a" }] },
        }),
      },
    ),
    ``,
  ],
]);
