import type {
  CreatePolicyCommandInput,
  CreatePolicyCommandOutput,
  DeletePolicyCommandInput,
  DeletePolicyCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  ListPoliciesCommandInput,
  ListPoliciesCommandOutput,
  Policy,
} from "@aws-sdk/client-iam";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { page } from "../request/page.ts";
import { writeTags } from "../request/tag-list.ts";
import type { Account } from "../state.ts";
import { addEntityTags } from "./entity-tags.ts";
import { alreadyExists, deleteConflict, invalidMarker, limitExceeded, policyAt } from "./errors.ts";
import { entityArn, uniqueId } from "./ids.ts";
import { checkPolicyDocument, policySize } from "./policy-document.ts";
import { iamOf, type PolicyRecord } from "./state.ts";

function attachments(account: Account, arn: string): number {
  return [...iamOf(account).roles.values()].filter(({ attached }) => attached.has(arn)).length;
}

function shownPolicy(account: Account, policy: PolicyRecord, detail: "listed" | "whole"): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: "v1",
    AttachmentCount: attachments(account, policy.arn),
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: new Date(policy.created),
    UpdateDate: new Date(policy.created),
    ...(detail === "whole" && { Description: policy.description, Tags: writeTags(policy.tags) }),
  };
}

/** CreatePolicy: a customer's managed policy of at most 6,144 characters. */
export const createPolicy: CheckedHandler<CreatePolicyCommandInput, CreatePolicyCommandOutput> = ({
  input,
  account,
  now,
}) => {
  const { policies } = iamOf(account);
  const path = input.Path ?? "/";
  if ([...policies.values()].some(({ name }) => name.toLowerCase() === input.PolicyName.toLowerCase())) {
    throw alreadyExists(`A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`);
  }
  checkPolicyDocument(input.PolicyDocument, "permissions");
  if (policySize(input.PolicyDocument) > 6144) throw limitExceeded("Cannot exceed quota for PolicySize: 6144");
  const tags = new Map<string, string>();
  addEntityTags(tags, input.Tags);
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
  policies.set(policy.arn, policy);
  return { Policy: shownPolicy(account, policy, "whole") };
};

/** GetPolicy: a customer's policy. */
export const getPolicy: CheckedHandler<GetPolicyCommandInput, GetPolicyCommandOutput> = ({ input, account }) => ({
  Policy: shownPolicy(account, policyAt(account, input.PolicyArn), "whole"),
});

/** ListPolicies: the customer's; those of AWS are known by ARN only, so scope AWS is empty. */
export const listPolicies: CheckedHandler<ListPoliciesCommandInput, ListPoliciesCommandOutput> = ({
  input,
  account,
}) => {
  const shown = [...iamOf(account).policies.values()].filter(
    ({ path, arn }) =>
      input.Scope !== "AWS" &&
      path.startsWith(input.PathPrefix ?? "/") &&
      (input.OnlyAttached !== true || attachments(account, arn) > 0),
  );
  const { rows, next } = page(shown, {
    key: ({ arn }) => arn,
    limit: input.MaxItems ?? 100,
    token: input.Marker,
    refuse: invalidMarker,
  });
  return {
    Policies: rows.map((policy) => shownPolicy(account, policy, "listed")),
    IsTruncated: next !== undefined,
    ...(next && { Marker: next }),
  };
};

/** DeletePolicy: refused while attached. */
export const deletePolicy: CheckedHandler<DeletePolicyCommandInput, DeletePolicyCommandOutput> = ({
  input,
  account,
}) => {
  const { arn } = policyAt(account, input.PolicyArn);
  if (attachments(account, arn) > 0) throw deleteConflict("Cannot delete a policy attached to entities.");
  iamOf(account).policies.delete(arn);
  return {};
};
