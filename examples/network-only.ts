// A network for something that is no cluster of Drydock's: an EKS cluster, a database, machines made by hand.
import { createNetwork, planNetwork, printPlan, withSignals } from "@drydock/aws-provisioner";
import { network } from "@drydock/core";
import { accountFor } from "./account.ts";

export const shared = network({ cidr: "10.30.0.0/16", zones: 3, nat: "single", endpoints: ["s3"] });

if (import.meta.filename === process.argv[1]) {
  const { options } = accountFor();
  console.log(printPlan(await planNetwork("shared", shared, options)));
  await withSignals(async (stop) => {
    const built = await createNetwork("shared", shared, { ...options, ...stop });
    console.log(built.network);
  });
}
