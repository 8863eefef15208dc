import { ofNetwork } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

faultsOf([
  [
    "range too small for the tiers",
    ofNetwork({ cidr: "10.10.0.0/26", newBits: 2 }),
    `error at fleet.network.tiers: 10.10.0.0/26 has room for 4 of 6 subnets; no room is left for private-2, private-3 [subnets-exhausted]
       Take a larger range, more newBits (smaller subnets), or fewer zones.`,
  ],
  [
    "no tiers",
    ofNetwork({ nat: "none", tiers: {} }),
    `error at fleet.network.tiers: a network without tiers has no subnets [tiers-empty]
       Name one tier at least, or leave tiers out.`,
  ],
]);
