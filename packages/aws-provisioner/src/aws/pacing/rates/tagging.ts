import { assumed } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/** The Resource Groups Tagging API says that it has limits of its own, and not which. */
export const taggingRates: ServiceRates = { reading: assumed(15, 15), changing: assumed(5, 5) };
