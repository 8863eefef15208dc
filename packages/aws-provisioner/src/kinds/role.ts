import type { RoleDetail } from "@aws-sdk/client-iam";
import { canonicalJson } from "@drydock/systemd/ground";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Step } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import type { Widening } from "../engine/kind.ts";
import { iamArns, iamPath, ownRoles } from "./identity-details.ts";
import { roleDetails } from "./role-details.ts";
import { seekEach } from "./seek-each.ts";
import { setChange } from "./set-change.ts";
import { sortedKeys } from "./sorted-keys.ts";
import { unlessGone } from "./unless-gone.ts";
import { roleTagging } from "./role-tagging.ts";

const document = z.record(z.string(), z.unknown());

/** The statements of inline policies, each with the name of its own. */
const statements: Widening<Documents> = {
  keyOf: (item) => canonicalJson(item),
  items: (policies: Documents | undefined) =>
    Object.entries(policies ?? {}).flatMap(([name, { Statement, ...rest }]) =>
      [Statement].flat().map((statement) => ({ name, rest, statement })),
    ),
  of: (items) => {
    const all = items as readonly { readonly name: string; readonly rest: object; readonly statement: unknown }[];
    const documents = [...new Set(all.map(({ name }) => name))].map((name) => {
      const own = all.filter((one) => one.name === name);
      return [name, document.parse({ ...own[0]?.rest, Statement: own.map(({ statement }) => statement) })] as const;
    });
    return Object.fromEntries(documents);
  },
};

/** A role that EC2 instances take on, with its inline policies by name and the ARNs of its managed ones. */
export const Role = kind("role", {
  service: "iam",
  discovery: { index: "none" },
  usedBy: (design) => design.roles.length > 0,
  tagging: roleTagging,
  props: z.object({
    roleName: z.string(),
    path: z.string(),
    policies: z.record(z.string(), document),
    managed: z.array(z.string()),
  }),
  arns: (scope) => iamArns("role", scope),
  naming: { field: "path", of: (cluster) => new RegExp(`^/drydock/[^/]+/${cluster}/$`) },
  mutable: ["policies", "managed"],
  // Machines that run may do what they were allowed to until they are replaced.
  widens: { policies: statements, managed: String },
  unordered: ["managed"],
  // IAM deletes no role that has a policy (IAM API reference, DeleteRole).
  shared: { policies: { entry: "inline policy", keeps: "self" }, managed: { entry: "attached policy", keeps: "self" } },
  usable: "accepted",
  stable: { means: "is made, with its policies" },
  seconds: { create: 1.2, delete: 1 },
  permissions: {
    find: [
      "iam:GetAccountAuthorizationDetails",
      "iam:GetRole",
      "iam:ListRolePolicies",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
    ],
    create: ["iam:CreateRole", "iam:TagRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"],
    update: ["iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:AttachRolePolicy", "iam:DetachRolePolicy"],
    delete: ["iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:DeleteRole"],
  },
  // IAM API reference, DeleteRole. What was seen of policies goes with the role's own deletion.
  async holders(look, { id, props }) {
    const role = (await ownRoles(look)).find(({ RoleName }) => RoleName === id);
    const { policies, managed } = { policies: Object(props["policies"]), managed: [props["managed"]].flat() };
    const { RolePolicyList = [], AttachedManagedPolicies = [], InstanceProfileList = [] } = role ?? {};
    const inline = RolePolicyList.flatMap(({ PolicyName = "" }) =>
      Object.hasOwn(policies, PolicyName) ? [] : [`inline policy ${PolicyName}`],
    );
    const attached = AttachedManagedPolicies.flatMap(({ PolicyArn }) =>
      managed.includes(PolicyArn) ? [] : [`attached policy ${PolicyArn}`],
    );
    const profiles = InstanceProfileList.map(({ InstanceProfileName = "" }) => ({
      name: `instance profile ${InstanceProfileName}`,
      ids: [InstanceProfileName],
      leaving: false,
    }));
    const others = [...inline, ...attached].map((name) => ({ name, ids: [], leaving: false }));
    return { others: [...others, ...profiles] };
  },
  find: ownRoles,
  seek: (look, sought) => seekEach(sought, ({ roleName }) => roleDetails(look, roleName)),
  read(role: RoleDetail, look) {
    if (role.Path !== iamPath(look)) return undefined;
    const {
      RoleName,
      Path,
      Arn,
      RolePolicyList = [],
      AttachedManagedPolicies = [],
      Tags,
    } = complete(role, "RoleName", "Path", "Arn");
    const props = {
      roleName: RoleName,
      path: Path,
      policies: Object.fromEntries(
        RolePolicyList.map(({ PolicyName = "", PolicyDocument }) => [PolicyName, decoded(PolicyDocument)]),
      ),
      managed: AttachedManagedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
    };
    return { id: RoleName, props, outputs: { arn: Arn }, tags: Tags, status: "ready" };
  },
  async create({ clients: { iam }, caller, tags, request }, { roleName, path }) {
    const { partition } = await caller();
    const trust = JSON.stringify(trustOfInstances(partition));
    const input = { RoleName: roleName, Path: path, AssumeRolePolicyDocument: trust, Tags: [...tags] };
    const { Role } = await iam.createRole(input, request);
    return Role && { RoleName: roleName, Path: path, Arn: Role.Arn, Tags: [...tags] };
  },
  async update(step, { id, props }, { policies, managed }, fields) {
    await Promise.all([
      ...(fields.includes("policies") ? changePolicies(step, id, props.policies, policies) : []),
      ...(fields.includes("managed") ? changeManaged(step, id, props.managed, managed) : []),
    ]);
  },
  async delete(step, { id, props }) {
    const policies = [...changePolicies(step, id, props.policies, {}), ...changeManaged(step, id, props.managed, [])];
    // An earlier try, or someone else, may have taken one away already: that says nothing of the role.
    await Promise.all(policies.map((one) => unlessGone(one)));
    await step.clients.iam.deleteRole({ RoleName: id }, step.request);
  },
});

type Documents = Readonly<Record<string, z.infer<typeof document>>>;

/** IAM answers with the document as it was written, percent-encoded. */
function decoded(text = "%7B%7D"): z.infer<typeof document> {
  return document.parse(sortedKeys(JSON.parse(decodeURIComponent(text))));
}

/** In the European Sovereign Cloud too IAM knows no `ec2.amazonaws.eu` (pulumi-eks#2341). */
function trustOfInstances(partition: string) {
  const service = partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
}

function changePolicies(
  { clients: { iam }, request }: Step,
  role: string,
  before: Documents,
  after: Documents,
): Promise<unknown>[] {
  const form = (documents: Documents) =>
    Object.entries(documents).map(([name, text]) => ({ name, text: sortedKeys(text) }));
  const { added, removed } = setChange(form(before), form(after));
  return [
    ...added.map(({ name, text }) =>
      iam.putRolePolicy({ RoleName: role, PolicyName: name, PolicyDocument: JSON.stringify(text) }, request),
    ),
    ...removed
      .filter(({ name }) => !Object.hasOwn(after, name))
      .map(({ name }) => iam.deleteRolePolicy({ RoleName: role, PolicyName: name }, request)),
  ];
}

function changeManaged(
  { clients: { iam }, request }: Step,
  role: string,
  before: readonly string[],
  after: readonly string[],
): Promise<unknown>[] {
  const { added, removed } = setChange(before, after);
  return [
    ...added.map((arn) => iam.attachRolePolicy({ RoleName: role, PolicyArn: arn }, request)),
    ...removed.map((arn) => iam.detachRolePolicy({ RoleName: role, PolicyArn: arn }, request)),
  ];
}
