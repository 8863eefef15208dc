import type { IAM } from "@aws-sdk/client-iam";
import { service } from "../service.ts";
import { authorizationDetails } from "./authorization-details.ts";
import { constraints } from "./constraints.gen.ts";
import { instanceProfile } from "./instance-profile.ts";
import { policy } from "./policy.ts";
import { refuseRequest } from "./refuse-request.ts";
import { rolePolicy } from "./role-policy.ts";
import { role } from "./role.ts";
import { entityTagging } from "./tagging.ts";

/** AWS Identity and Access Management: roles, policies, instance profiles. */
export const iam = service<IAM>({
  id: "IAM",
  resources: [role, rolePolicy, policy, instanceProfile, entityTagging, authorizationDetails],
  rules: { constraints, refuse: refuseRequest },
});
