import { ec2 } from "./ec2/service.ts";
import type { Service } from "./handler.ts";

/** Every service of the simulated account, one a line. */
export const services: readonly Service[] = [
  ec2,
];
