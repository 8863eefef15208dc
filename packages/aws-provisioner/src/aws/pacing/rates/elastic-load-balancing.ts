import { isReadingName } from "../../sending/call.ts";
import { assumed, published } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * Elastic Load Balancing user guide, "Request throttling for the Elastic Load Balancing API": one bucket for
 * all that only looks. Those of changes and of the registration of targets are not told in numbers.
 */
export const elasticLoadBalancingRates: ServiceRates = {
  groups: [
    { name: "non-mutating actions", has: isReadingName, rate: published(40, 10) },
    {
      name: "registration of targets",
      has: (operation) => operation === "RegisterTargets" || operation === "DeregisterTargets",
      rate: assumed(40, 10),
    },
    { name: "mutating actions", has: () => true, rate: assumed(40, 10) },
  ],
};
