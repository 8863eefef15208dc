import { assumed, published } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * AWS General Reference, "Systems Manager endpoints and quotas": 40 requests a second for parameters together
 * by default. Changes of parameters are said to be some 3 a second.
 */
export const ssmRates: ServiceRates = {
  groups: [
    { name: "GetParameter*", has: (operation) => operation.startsWith("GetParameter"), rate: published(40, 40) },
  ],
  reading: assumed(20, 10),
  changing: assumed(20, 3),
};
