import type { IAM, ManagedPolicyDetail, RoleDetail } from "@aws-sdk/client-iam";
import { writeTags } from "../request/tag-list.ts";
import { asListed, type Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { shownProfile } from "./instance-profile.ts";
import { pageOf } from "./page.ts";
import { encodedDocument } from "./policy-document.ts";
import { policyFacts } from "./policy.ts";
import { profiles } from "./records/instance-profile.ts";
import { policies, type PolicyRecord } from "./records/policy.ts";
import { type RoleRecord, roles } from "./records/role.ts";
import { shownAttachment } from "./role-policy.ts";
import { boundaryOf, roleFacts } from "./role.ts";

function roleDetail(account: Account, role: RoleRecord): RoleDetail {
  return {
    ...roleFacts(role),
    ...boundaryOf(role),
    InstanceProfileList: asListed(account, profiles)
      .filter((profile) => profile.role === role.name)
      .map((profile) => shownProfile(account, profile, "listed")),
    RolePolicyList: [...role.inline].map(([PolicyName, document]) => ({
      PolicyName,
      PolicyDocument: encodedDocument(document),
    })),
    AttachedManagedPolicies: [...role.attached].map(shownAttachment),
    Tags: writeTags(role.tags),
  };
}

function policyDetail(account: Account, policy: PolicyRecord): ManagedPolicyDetail {
  return {
    ...policyFacts(account, policy),
    PolicyVersionList: [
      {
        VersionId: "v1",
        IsDefaultVersion: true,
        CreateDate: new Date(policy.created),
        Document: encodedDocument(policy.document),
      },
    ],
  };
}

/** The listing of everything at once. */
export const authorizationDetails: Resource<IAM> = {
  operations: {
    /**
     * GetAccountAuthorizationDetails: roles and the customer's policies with all that belongs to them; the
     * account has no users or groups.
     */
    GetAccountAuthorizationDetails({ input, account }) {
      const wants = (kind: "Role" | "LocalManagedPolicy"): boolean =>
        (input.Filter ?? []).length === 0 || input.Filter?.includes(kind) === true;
      const entries = [
        ...(wants("Role")
          ? asListed(account, roles).map((role) => ({ key: `role/${role.name}`, role, policy: undefined }))
          : []),
        ...(wants("LocalManagedPolicy")
          ? [...account.of(policies).values()].map((policy) => ({
              key: `policy/${policy.arn}`,
              role: undefined,
              policy,
            }))
          : []),
      ];
      const { rows, rest } = pageOf(entries, ({ key }) => key, input);
      return {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: rows.flatMap(({ role }) => (role === undefined ? [] : [roleDetail(account, role)])),
        Policies: rows.flatMap(({ policy }) => (policy === undefined ? [] : [policyDetail(account, policy)])),
        ...rest,
      };
    },
  },
};
