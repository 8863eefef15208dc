import { createCluster, memoryLedger } from "/work/wt/ledger/packages/aws-provisioner/src/index.ts";
import { simulateAccount } from "/work/wt/ledger/packages/aws-simulator/src/index.ts";
import { blueprint, network } from "/work/wt/ledger/packages/core/src/index.ts";
const a = simulateAccount({ seed: 1, latency: "typical" });
const h = blueprint("harbour", { network: network({ cidr: "10.1.0.0/16", zones: 3, nat: "single", dns: "harbour.internal" }) });
setTimeout(() => { console.log(a.clock.now(), a.calls.length); process.exit(1) }, 5000);
const run = createCluster(h, { ...a.connection, ledger: memoryLedger() });
for await (const e of run) console.log(e.type);
console.log("done", await run.result.then(() => 1));
