import type { IAM, ManagedPolicyDetail, Policy } from "@aws-sdk/client-iam";
import { writeTags } from "../request/tag-list.ts";
import { resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { entityTags } from "./entity-tags.ts";
import { alreadyExists, deleteConflict, limitExceeded } from "./errors.ts";
import { entityArn, isTaken, uniqueId } from "./ids.ts";
import { pageOf } from "./page.ts";
import { checkPolicyDocument, policySize } from "./policy-document.ts";
import { policies, policyAt, type PolicyRecord } from "./records/policy.ts";
import { roles } from "./records/role.ts";

function attachments(account: Account, arn: string): number {
  return [...account.of(roles).values()].filter(({ attached }) => attached.has(arn)).length;
}

/** What every answer says of a policy; it has one version, since the account models no others. */
export function policyFacts(
  account: Account,
  { name, id, arn, path, created }: PolicyRecord,
): Policy & ManagedPolicyDetail {
  return {
    PolicyName: name,
    PolicyId: id,
    Arn: arn,
    Path: path,
    DefaultVersionId: "v1",
    AttachmentCount: attachments(account, arn),
    PermissionsBoundaryUsageCount: [...account.of(roles).values()].filter(({ boundary }) => boundary === arn).length,
    IsAttachable: true,
    CreateDate: new Date(created),
    UpdateDate: new Date(created),
  };
}

function shownPolicy(account: Account, policy: PolicyRecord, detail: "listed" | "whole"): Policy {
  return {
    ...policyFacts(account, policy),
    ...(detail === "whole" && { Description: policy.description, Tags: writeTags(policy.tags) }),
  };
}

/** Policies that the customer manages. */
export const policy = resource<IAM, PolicyRecord>({
  type: "policy",
  table: policies,
  tags: ({ tags }) => tags,
  inventory: ({ name }) => ({ attributes: { name } }),
  operations: {
    /** CreatePolicy: a customer's managed policy of at most 6,144 characters. */
    CreatePolicy({ input, account, now }) {
      const path = input.Path ?? "/";
      const taken = [...account.of(policies).values()].map(({ name }) => name);
      if (isTaken(input.PolicyName, taken)) {
        throw alreadyExists(`A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`);
      }
      checkPolicyDocument(input.PolicyDocument, "permissions");
      if (policySize(input.PolicyDocument) > 6144) throw limitExceeded("Cannot exceed quota for PolicySize: 6144");
      const tags = entityTags(input.Tags);
      const policy: PolicyRecord = {
        name: input.PolicyName,
        path,
        id: uniqueId(account, "policy"),
        arn: entityArn(account, "policy", path, input.PolicyName),
        created: now,
        description: input.Description,
        document: input.PolicyDocument,
        tags,
      };
      account.of(policies).set(policy.arn, policy);
      return { Policy: shownPolicy(account, policy, "whole") };
    },

    /** GetPolicy: a customer's policy. */
    GetPolicy({ input, account }) {
      return {
        Policy: shownPolicy(account, policyAt(account, input.PolicyArn), "whole"),
      };
    },

    /** ListPolicies: the customer's; those of AWS are known by ARN only, so scope AWS is empty. */
    ListPolicies({ input, account }) {
      const shown = [...account.of(policies).values()].filter(
        ({ path, arn }) =>
          input.Scope !== "AWS" &&
          path.startsWith(input.PathPrefix ?? "/") &&
          (input.OnlyAttached !== true || attachments(account, arn) > 0),
      );
      const { rows, rest } = pageOf(shown, ({ arn }) => arn, input);
      return { Policies: rows.map((policy) => shownPolicy(account, policy, "listed")), ...rest };
    },

    /** DeletePolicy: refused while attached. */
    DeletePolicy({ input, account }) {
      const { arn } = policyAt(account, input.PolicyArn);
      if (attachments(account, arn) > 0) throw deleteConflict("Cannot delete a policy attached to entities.");
      account.of(policies).delete(arn);
      return {};
    },
  },
});
