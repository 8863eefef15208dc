import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, type BlueprintParts, etcd, network, secret, workers } from "@drydock/core";
import { expect, it } from "vitest";
import { createCluster } from "./create-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

const auth = Buffer.from("somebody:secret").toString("base64");
const environment = { DOCKERCFG: JSON.stringify({ auths: { "registry.example.com": { auth } } }) };

function till(parts: Partial<BlueprintParts>) {
  return blueprint<BlueprintParts>("till", {
    network: network({ cidr: "10.1.0.0/16", zones: 1, nat: "none", endpoints: [] }),
    ...parts,
  });
}

const size = { min: 0, desired: 0, max: 1 };
const token = secret.generated();

it.each<[string, Partial<BlueprintParts>, readonly string[]]>([
  [
    "one that a role reads",
    { secrets: { token }, pools: { web: workers({ subnets: "public", size, secrets: { token: "/etc/token" } }) } },
    [],
  ],
  [
    "one that none does",
    { secrets: { token }, pools: { web: workers({ subnets: "public", size }) } },
    ["secret/token"],
  ],
  ["one without any role", { secrets: { token } }, ["secret/token"]],
  ["one that is kept from deletion", { secrets: { token: secret.generated({ precious: true }) } }, ["secret/token"]],
  [
    "one that somebody else stored",
    {
      secrets: { token: secret.existing({ arn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:token-AbCdEf" }) },
    },
    [],
  ],
  [
    "credentials of registries, which every role reads",
    {
      secrets: { docker: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
      pools: { web: workers({ subnets: "public", size }) },
    },
    [],
  ],
  [
    "etcd's own, and what signs them",
    { network: network({ cidr: "10.1.0.0/16", zones: 2, nat: "single" }), etcd: etcd({ addresses: ["10.1.2.10"] }) },
    [],
  ],
])("of secrets that no node reads a plan speaks, and of others not: %s", async (_, parts, told) => {
  const { connection } = simulateAccount({ seed: "till", latency: "none" });
  const options = { ...connection, environment };
  const noticed = async () => {
    const { notices } = await planCluster(till(parts), options);
    return notices.filter(({ message }) => message.includes("no node reads it")).map(({ address }) => address);
  };
  expect(await noticed()).toEqual(told);
  if (told.length === 0) return;
  await createCluster(till(parts), options);
  expect(await noticed()).toEqual(told);
});
