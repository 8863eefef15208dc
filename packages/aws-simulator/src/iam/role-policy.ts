import type { IAM } from "@aws-sdk/client-iam";
import type { Resource } from "../resource.ts";
import { isAwsManagedPolicy } from "./aws-managed-policy.ts";
import { limitExceeded, noSuchEntity } from "./errors.ts";
import { pageOf } from "./page.ts";
import { checkPolicyDocument, encodedDocument, policySize } from "./policy-document.ts";
import { policies } from "./records/policy.ts";
import { roleNamed } from "./records/role.ts";

/** An attachment as answers show it. */
export function shownAttachment(arn: string): { PolicyName: string; PolicyArn: string } {
  return {
    PolicyName: arn.slice(arn.lastIndexOf("/") + 1),
    PolicyArn: arn,
  };
}

/** What a role may do: its inline policies, and the managed ones attached to it. */
export const rolePolicy: Resource<IAM> = {
  operations: {
    /** PutRolePolicy: sets an inline policy; all of a role's may have 10,240 characters together. */
    PutRolePolicy({ input, account }) {
      const role = roleNamed(account, input.RoleName);
      checkPolicyDocument(input.PolicyDocument, "permissions");
      const inline = new Map(role.inline).set(input.PolicyName, input.PolicyDocument);
      const size = [...inline.values()].reduce((sum, document) => sum + policySize(document), 0);
      if (size > 10_240) throw limitExceeded(`Maximum policy size of 10240 bytes exceeded for role ${role.name}`);
      role.inline.set(input.PolicyName, input.PolicyDocument);
      return {};
    },

    /** GetRolePolicy: the document comes URL-encoded. */
    GetRolePolicy({ input, account }) {
      const document = roleNamed(account, input.RoleName).inline.get(input.PolicyName);
      if (document === undefined) throw noSuchEntity(`The role policy with name ${input.PolicyName} cannot be found.`);
      return { RoleName: input.RoleName, PolicyName: input.PolicyName, PolicyDocument: encodedDocument(document) };
    },

    /** ListRolePolicies: names of inline policies. */
    ListRolePolicies({ input, account }) {
      const { rows, rest } = pageOf(roleNamed(account, input.RoleName).inline.keys(), (name) => name, input);
      return { PolicyNames: rows, ...rest };
    },

    /** DeleteRolePolicy. */
    DeleteRolePolicy({ input, account }) {
      const gone = roleNamed(account, input.RoleName).inline.delete(input.PolicyName);
      if (!gone) throw noSuchEntity(`The role policy with name ${input.PolicyName} cannot be found.`);
      return {};
    },

    /** AttachRolePolicy: repeating it is harmless. */
    AttachRolePolicy({ input, account }) {
      const { PolicyArn: arn, RoleName } = input;
      const role = roleNamed(account, RoleName);
      if (!account.of(policies).has(arn) && !isAwsManagedPolicy(arn)) {
        throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
      }
      if (!role.attached.has(arn) && role.attached.size >= 10)
        throw limitExceeded("Cannot exceed quota for PoliciesPerRole: 10");
      role.attached.add(arn);
      return {};
    },

    /** DetachRolePolicy. */
    DetachRolePolicy({ input, account }) {
      const gone = roleNamed(account, input.RoleName).attached.delete(input.PolicyArn);
      if (!gone) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
      return {};
    },

    /** ListAttachedRolePolicies. */
    ListAttachedRolePolicies({ input, account }) {
      const under = [...roleNamed(account, input.RoleName).attached].filter((arn) =>
        arn.slice(arn.indexOf("policy/") + "policy".length).startsWith(input.PathPrefix ?? "/"),
      );
      const { rows, rest } = pageOf(under, (arn) => arn, input);
      return { AttachedPolicies: rows.map(shownAttachment), ...rest };
    },
  },
};
