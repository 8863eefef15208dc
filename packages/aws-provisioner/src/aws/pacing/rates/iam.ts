import { assumed } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * Several buckets for actions and accounts, none of them published (AWS support's answer in issue 44853 of
 * hashicorp/terraform-provider-aws). The service is one for all regions.
 */
export const iamRates: ServiceRates = { global: true, reading: assumed(40, 10), changing: assumed(40, 5) };
