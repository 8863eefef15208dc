// One public pool of two machines: the smallest cluster that does something.
import { createCluster, printEvent, withSignals } from "@drydock/aws-provisioner";
import { blueprint, network, workers } from "@drydock/core";
import { accountFor } from "./account.ts";

export const minimal = blueprint("minimal", {
  network: network({ cidr: "10.20.0.0/16", zones: 2, nat: "none", tiers: { public: {} } }),
  pools: {
    web: workers({ subnets: "public", size: { min: 1, desired: 2, max: 4 } }),
  },
});

if (import.meta.filename === process.argv[1]) {
  const { options, name } = accountFor();
  console.log(`Creating ${minimal.name} on ${name}.`);
  await withSignals(async (stop) => {
    const run = createCluster(minimal, { ...options, ...stop });
    for await (const event of run) {
      const line = printEvent(event);
      if (line !== undefined) console.log(line);
    }
    console.log(JSON.stringify(await run, null, 2));
  });
}
