import { assumed } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * AWS General Reference, "Security Token Service endpoints and quotas": each region's endpoint has its own.
 */
export const stsRates: ServiceRates = { all: assumed(100, 50) };
