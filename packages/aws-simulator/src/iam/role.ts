import type { IAM, Role, RoleDetail } from "@aws-sdk/client-iam";
import { writeTags } from "../request/tag-list.ts";
import { asListed, resource } from "../resource.ts";
import { roleTags } from "./entity-tags.ts";
import { alreadyExists, deleteConflict, limitExceeded } from "./errors.ts";
import { entityArn, isTaken, uniqueId } from "./ids.ts";
import { pageOf } from "./page.ts";
import { checkPolicyDocument, encodedDocument, policySize } from "./policy-document.ts";
import { profiles } from "./records/instance-profile.ts";
import { roleNamed, type RoleRecord, roles } from "./records/role.ts";

/** What every answer says of a role. */
export function roleFacts({ path, name, id, arn, created, trust }: RoleRecord): Role & RoleDetail {
  return {
    Path: path,
    RoleName: name,
    RoleId: id,
    Arn: arn,
    CreateDate: new Date(created),
    AssumeRolePolicyDocument: encodedDocument(trust),
  };
}

/** The policy that bounds what a role may do, if there is one. */
export function boundaryOf({ boundary }: RoleRecord): Pick<RoleDetail, "PermissionsBoundary"> {
  if (boundary === undefined) return {};
  return {
    PermissionsBoundary: { PermissionsBoundaryType: "PermissionsBoundaryPolicy", PermissionsBoundaryArn: boundary },
  };
}

/** A role as answers show it; listings leave out its tags and its boundary, as IAM does. */
export function shownRole(role: RoleRecord, detail: "listed" | "whole"): Role {
  return {
    ...roleFacts(role),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(detail === "whole" && {
      ...(role.tags.size > 0 && { Tags: writeTags(role.tags) }),
      ...boundaryOf(role),
    }),
  };
}

function checkTrust(document: string): void {
  checkPolicyDocument(document, "trust");
  if (policySize(document) > 2048) throw limitExceeded("Cannot exceed quota for ACLSizePerRole: 2048");
}

/** Roles. */
export const role = resource<IAM, RoleRecord>({
  type: "role",
  table: roles,
  tags: ({ tags }) => tags,
  inventory: ({ arn, path, inline, attached }) => ({
    attributes: { arn, path, inlinePolicies: [...inline.keys()], attachedPolicies: [...attached] },
  }),
  operations: {
    /** CreateRole. A re-created role has another unique id. */
    CreateRole({ input, account, now }) {
      const path = input.Path ?? "/";
      if (isTaken(input.RoleName, account.of(roles).keys()))
        throw alreadyExists(`Role with name ${input.RoleName} already exists.`);
      checkTrust(input.AssumeRolePolicyDocument);
      const tags = roleTags(input.Tags);
      if (account.of(roles).size >= 1000) throw limitExceeded("Cannot exceed quota for RolesPerAccount: 1000");
      const role: RoleRecord = {
        name: input.RoleName,
        path,
        id: uniqueId(account, "role"),
        arn: entityArn(account, "role", path, input.RoleName),
        created: now,
        trust: input.AssumeRolePolicyDocument,
        description: input.Description,
        maxSessionDuration: input.MaxSessionDuration ?? 3600,
        boundary: input.PermissionsBoundary,
        tags,
        inline: new Map(),
        attached: new Set(),
      };
      account.of(roles).set(role.name, role);
      return { Role: shownRole(role, "whole") };
    },

    /** GetRole. */
    GetRole({ input, account }) {
      return {
        Role: shownRole(roleNamed(account, input.RoleName), "whole"),
      };
    },

    /** ListRoles by path prefix. */
    ListRoles({ input, account }) {
      const under = asListed(account, roles).filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
      const { rows, rest } = pageOf(under, ({ name }) => name, input);
      return { Roles: rows.map((role) => shownRole(role, "listed")), ...rest };
    },

    /** UpdateRole: description and session duration. */
    UpdateRole({ input, account }) {
      const role = roleNamed(account, input.RoleName);
      role.description = input.Description ?? role.description;
      role.maxSessionDuration = input.MaxSessionDuration ?? role.maxSessionDuration;
      return {};
    },

    /** UpdateAssumeRolePolicy. */
    UpdateAssumeRolePolicy({ input, account }) {
      const role = roleNamed(account, input.RoleName);
      checkTrust(input.PolicyDocument);
      role.trust = input.PolicyDocument;
      return {};
    },

    /** DeleteRole: refused while the role has policies or sits in a profile. */
    DeleteRole({ input, account }) {
      const role = roleNamed(account, input.RoleName);
      if ([...account.of(profiles).values()].some((profile) => profile.role === role.name)) {
        throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
      }
      if (role.attached.size > 0) throw deleteConflict("Cannot delete entity, must detach all policies first.");
      if (role.inline.size > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
      account.of(roles).delete(role.name);
      return {};
    },
  },
});
