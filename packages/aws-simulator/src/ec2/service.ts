import type { Service } from "../handler.ts";
import { ec2Inventory } from "./inventory.ts";
import { operations } from "./operations.ts";

/** Amazon EC2, with the VPC. */
export const ec2: Service = { id: "EC2", handlers: operations, inventory: ec2Inventory };
