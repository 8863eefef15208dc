import { published } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * Amazon Route 53 developer guide, "Throttling for Amazon Route 53 API requests", as it is since July 2026:
 * each call draws from its account's bucket and from its action's. Changes of records have a further bucket,
 * of a size that one apply does not come near.
 */
export const route53Rates: ServiceRates = {
  global: true,
  all: published(50, 10),
  reading: published(50, 10),
  changing: published(50, 10),
  actions: {
    AssociateVPCWithHostedZone: published(20, 5),
    CreateHealthCheck: published(50, 0.5),
    CreateHostedZone: published(40, 2),
    DeleteHealthCheck: published(15, 3),
    DeleteHostedZone: published(40, 5),
    DisassociateVPCFromHostedZone: published(10, 5),
  },
};
