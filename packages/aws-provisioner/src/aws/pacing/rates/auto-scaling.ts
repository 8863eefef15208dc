import { assumed } from "../rate.ts";
import type { ServiceRates } from "../service-rates.ts";

/**
 * One bucket for all its actions, of a size that is not published: re:Post knowledge centre, "autoscaling api
 * calls throttled". Looks and changes draw from it in turn.
 */
export const autoScalingRates: ServiceRates = { all: assumed(60, 10) };
