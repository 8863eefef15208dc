import type { Duration } from "./duration.ts";

/**
 * Seconds until a request is answered, by `Service.Operation`; "read" and "write" stand for all others. No
 * figure was taken on an account: "derived" is computed from published runs, "assumed" has no published
 * basis.
 */
export const callDurations: Readonly<Record<string, Duration>> = {
  read: { typical: 0.3, range: [0.1, 1] }, // one filtered list call; assumed
  write: { typical: 0.5, range: [0.3, 1] }, // as CreateSubnet; assumed
  "EC2.CreateVpc": { typical: 0.6, range: [0.4, 1] }, // derived
  "EC2.ModifyVpcAttribute": { typical: 0.5, range: [0.3, 1] }, // derived: under a second
  "EC2.CreateSubnet": { typical: 0.5, range: [0.3, 1] }, // derived
  "EC2.AttachInternetGateway": { typical: 0.5, range: [0.3, 1] }, // derived
  "EC2.AllocateAddress": { typical: 2.4, range: [1, 3] }, // measured through an SDK, cdkd-bench-terraform
  "EC2.CreateNatGateway": { typical: 0.7, range: [0.5, 1] }, // derived
  "EC2.RunInstances": { typical: 1.5, range: [1, 2] }, // derived
  "EC2.DeleteSecurityGroup": { typical: 1, range: [0.5, 2] }, // derived: group, subnet, VPC together 3 s
  "EC2.DeleteSubnet": { typical: 1, range: [0.5, 2] }, // derived, as above
  "EC2.DeleteVpc": { typical: 1, range: [0.5, 2] }, // derived, as above
  "IAM.CreateRole": { typical: 0.3, range: [0.25, 0.5] }, // derived: role, policy, profile, AddRole together 1.2 s
  "IAM.PutRolePolicy": { typical: 0.3, range: [0.25, 0.5] }, // derived, as above
  "IAM.CreateInstanceProfile": { typical: 0.3, range: [0.25, 0.5] }, // derived, as above
  "IAM.AddRoleToInstanceProfile": { typical: 0.3, range: [0.25, 0.5] }, // derived, as above
};
