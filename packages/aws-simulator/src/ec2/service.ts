import type { Service } from "../handler.ts";

/** Amazon EC2, with the VPC. */
export const ec2: Service = { id: "EC2", handlers: {}, inventory: () => [] };
