import type { InventoryEntry } from "../inventory.ts";
import type { Service } from "../handler.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import { validationError } from "../request/modelled-error.ts";
import type { Account } from "../state.ts";
import { getAccountAuthorizationDetails } from "./authorization-details.ts";
import { constraints } from "./constraints.gen.ts";
import {
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  removeRoleFromInstanceProfile,
} from "./instance-profile.ts";
import { createPolicy, deletePolicy, getPolicy, listPolicies } from "./policy.ts";
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  putRolePolicy,
} from "./role-policy.ts";
import { createRole, deleteRole, getRole, listRoles, updateAssumeRolePolicy, updateRole } from "./role.ts";
import { iamOf } from "./state.ts";
import {
  listInstanceProfileTags,
  listRoleTags,
  tagInstanceProfile,
  tagRole,
  untagInstanceProfile,
  untagRole,
} from "./tagging.ts";

const handlers = checkedHandlers(
  { constraints, refuse: validationError },
  {
    CreateRole: createRole,
    GetRole: getRole,
    ListRoles: listRoles,
    UpdateRole: updateRole,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    DeleteRole: deleteRole,
    TagRole: tagRole,
    UntagRole: untagRole,
    ListRoleTags: listRoleTags,
    PutRolePolicy: putRolePolicy,
    GetRolePolicy: getRolePolicy,
    ListRolePolicies: listRolePolicies,
    DeleteRolePolicy: deleteRolePolicy,
    AttachRolePolicy: attachRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    CreatePolicy: createPolicy,
    GetPolicy: getPolicy,
    ListPolicies: listPolicies,
    DeletePolicy: deletePolicy,
    CreateInstanceProfile: createInstanceProfile,
    GetInstanceProfile: getInstanceProfile,
    ListInstanceProfiles: listInstanceProfiles,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    AddRoleToInstanceProfile: addRoleToInstanceProfile,
    RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
    DeleteInstanceProfile: deleteInstanceProfile,
    TagInstanceProfile: tagInstanceProfile,
    UntagInstanceProfile: untagInstanceProfile,
    ListInstanceProfileTags: listInstanceProfileTags,
    GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
  },
);

function inventory(account: Account): InventoryEntry[] {
  const { roles, profiles, policies } = iamOf(account);
  const entry = (
    type: string,
    id: string,
    tags: ReadonlyMap<string, string>,
    attributes: Record<string, unknown>,
  ): InventoryEntry => ({
    service: "IAM",
    type,
    id,
    tags: Object.fromEntries(tags),
    state: "available",
    attributes,
  });
  return [
    ...[...roles.values()].map((role) =>
      entry("role", role.name, role.tags, {
        arn: role.arn,
        path: role.path,
        inlinePolicies: [...role.inline.keys()],
        attachedPolicies: [...role.attached],
      }),
    ),
    ...[...profiles.values()].map((profile) =>
      entry("instance-profile", profile.name, profile.tags, {
        arn: profile.arn,
        path: profile.path,
        role: profile.role,
      }),
    ),
    ...[...policies.values()].map((policy) => entry("policy", policy.arn, policy.tags, { name: policy.name })),
  ];
}

/** AWS Identity and Access Management: roles, policies, instance profiles. */
export const iam: Service = { id: "IAM", handlers, inventory };
