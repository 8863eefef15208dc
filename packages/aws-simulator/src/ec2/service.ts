import type { EC2 } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Service } from "../handler.ts";
import { service } from "../service.ts";
import { ec2Inventory } from "./inventory.ts";
import { keyPair } from "./key-pair.ts";
import { operations } from "./operations.ts";
import type { Ec2Resource } from "./resource.ts";
import { tagOperations } from "./tag-operations.ts";

const resources: readonly Ec2Resource[] = [keyPair];

const converted = service<EC2>({
  id: "EC2",
  resources,
  operations: tagOperations(resources),
  rules: { constraints: {}, refuse: (message) => new AwsError("InvalidParameterValue", message) },
});

/** Amazon EC2, with the VPC. */
export const ec2: Service = {
  id: "EC2",
  handlers: { ...operations, ...converted.handlers },
  inventory: (account, now) => [...ec2Inventory(account), ...converted.inventory(account, now)],
};
