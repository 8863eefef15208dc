// A cluster in a network that is already there. Here another blueprint makes that network first.
import { createCluster, createNetwork, withSignals } from "@drydock/aws-provisioner";
import { blueprint, etcd, existingNetwork, network, workers } from "@drydock/core";
import { accountFor } from "./account.ts";

const region = "us-west-2";
const zones = [`${region}a`, `${region}b`, `${region}c`];

export const host = network({ cidr: "10.40.0.0/16", zones });

/** What the cluster has to know of the network: its id, and the id of each subnet by name. */
export interface There {
  readonly vpcId: string;
  readonly subnets: Readonly<Record<string, string>>;
}

export function guestOf({ vpcId, subnets }: There) {
  function subnet(tier: string, index: number, cidr: string) {
    return { id: subnets[`${tier}-${index + 1}`]!, zone: zones[index]!, cidr };
  }
  return blueprint("guest", {
    network: existingNetwork({
      vpcId,
      cidr: "10.40.0.0/16",
      subnets: { private: zones.map((_zone, index) => subnet("private", index, `10.40.${index + 3}.0/24`)) },
    }),
    etcd: etcd({ addresses: ["10.40.3.10", "10.40.4.10", "10.40.5.10"] }),
    pools: { app: workers({ subnets: "private", size: { min: 1, desired: 3, max: 9 } }) },
  });
}

if (import.meta.filename === process.argv[1]) {
  const { options } = accountFor();
  await withSignals(async (stop) => {
    const there = await createNetwork("host", host, { region, ...options, ...stop });
    const cluster = await createCluster(guestOf(there.network), { region, ...options, ...stop });
    console.log(cluster.etcd.endpoints, cluster.pools.app.instances);
  });
}
