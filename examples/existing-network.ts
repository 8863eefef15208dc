// A cluster in a network that is already there. Here another blueprint makes that network first.
import { createCluster, createNetwork } from "@drydock/aws-provisioner";
import { blueprint, etcd, existingNetwork, network, workers } from "@drydock/core";
import { accountFor } from "./account.ts";

const { options } = accountFor();
const shared = network({ cidr: "10.40.0.0/16", zones: ["us-west-2a", "us-west-2b", "us-west-2c"] });
const there = (await createNetwork("shared", shared, { region: "us-west-2", ...options })).network;

const zones = ["us-west-2a", "us-west-2b", "us-west-2c"];
function subnet(tier: string, index: number, cidr: string) {
  return { id: there.subnets[`${tier}-${index + 1}`]!, zone: zones[index]!, cidr };
}

const guest = blueprint("guest", {
  network: existingNetwork({
    vpcId: there.vpcId,
    cidr: "10.40.0.0/16",
    subnets: { private: zones.map((_zone, index) => subnet("private", index, `10.40.${index + 3}.0/24`)) },
  }),
  etcd: etcd({ addresses: ["10.40.3.10", "10.40.4.10", "10.40.5.10"] }),
  pools: { app: workers({ subnets: "private", size: { min: 1, desired: 3, max: 9 } }) },
});

const cluster = await createCluster(guest, { region: "us-west-2", ...options });
console.log(cluster.etcd.endpoints, cluster.pools.app.instances);
