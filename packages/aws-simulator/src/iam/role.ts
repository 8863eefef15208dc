import type { IAM, Role } from "@aws-sdk/client-iam";
import { page } from "../request/page.ts";
import { writeTags } from "../request/tag-list.ts";
import { resource } from "../resource.ts";
import { addEntityTags } from "./entity-tags.ts";
import { alreadyExists, deleteConflict, invalidMarker, limitExceeded } from "./errors.ts";
import { entityArn, uniqueId } from "./ids.ts";
import { checkPolicyDocument, encodedDocument, policySize } from "./policy-document.ts";
import { profiles } from "./records/instance-profile.ts";
import { roleNamed, type RoleRecord, roles } from "./records/role.ts";

/** A role as answers show it; listings leave out its tags, as IAM does. */
export function shownRole(role: RoleRecord, detail: "listed" | "whole"): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.created),
    AssumeRolePolicyDocument: encodedDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...(detail === "whole" && {
      ...(role.tags.size > 0 && { Tags: writeTags(role.tags) }),
      ...(role.boundary !== undefined && {
        PermissionsBoundary: {
          PermissionsBoundaryType: "PermissionsBoundaryPolicy",
          PermissionsBoundaryArn: role.boundary,
        },
      }),
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
      // Names are unique without regard to case.
      const taken = [...account.of(roles).keys()].some((name) => name.toLowerCase() === input.RoleName.toLowerCase());
      if (taken) throw alreadyExists(`Role with name ${input.RoleName} already exists.`);
      checkTrust(input.AssumeRolePolicyDocument);
      const tags = new Map<string, string>();
      addEntityTags(tags, input.Tags);
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
      const under = [...account.of(roles).values()].filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
      const { rows, next } = page(under, {
        key: ({ name }) => name,
        limit: input.MaxItems ?? 100,
        token: input.Marker,
        refuse: invalidMarker,
      });
      return {
        Roles: rows.map((role) => shownRole(role, "listed")),
        IsTruncated: next !== undefined,
        ...(next && { Marker: next }),
      };
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
