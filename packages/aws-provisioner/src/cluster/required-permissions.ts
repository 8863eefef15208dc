import { type Diagnostic, object, OptionError, optionProblems } from "@drydock/systemd/ground";
import { present } from "../aws/answer.ts";
import type { AnyAwsKind } from "../aws/kind.ts";
import { s3Ledger } from "../aws/ledger/s3-ledger.ts";
import { anything, type NamingScope } from "../aws/naming.ts";
import { type Partition, partitionOf } from "../aws/partition.ts";
import { ProvisionError } from "../engine/error.ts";
import { isCompared } from "./compare-secrets.ts";
import { asPlan } from "../engine/saved-form.ts";
import { unknownKinds } from "../engine/saved-plan/plan-problems.ts";
import { isTagChange } from "../engine/diff.ts";
import type { Plan, PlanStep } from "../engine/plan.ts";
import { kindNamed, kinds } from "../kinds/registry.ts";
import { Role } from "../kinds/role.ts";
import { ledgerStatements } from "./ledger-statements.ts";
import type { PlanOptions } from "./options.ts";
import { type Policy, type PolicyStatement, statement } from "./policy.ts";
import { accountOption, ledgerOption, partitionOption, regionOption } from "./scope-options.ts";

/** What a policy is narrowed to. */
export interface PermissionScope {
  /** Region, such as `us-west-2`. Default: every one. */
  readonly region?: string;
  /** Account, by its 12 digits. Default: every one. */
  readonly account?: string;
  /**
   * What the ARNs begin with, `aws-cn` for instance. Default: the partition of the region, `aws` without one.
   */
  readonly partition?: Partition;
  /**
   * Where applies are recorded, as the options of a create say it: the policy has the rights to that bucket
   * and key, and none for a ledger that is not in S3. Default: `s3Ledger()`.
   */
  readonly ledger?: PlanOptions["ledger"];
}

const scopeOptions = object<PermissionScope>({
  region: regionOption,
  account: accountOption,
  partition: partitionOption,
  ledger: ledgerOption,
});

/** What every plan does beside listing kinds. */
const planActions = [
  "sts:GetCallerIdentity",
  "ec2:DescribeTags",
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeImages",
  "ssm:GetParameters",
  "tag:GetResources",
];

/**
 * Services whose actions stand in statements of their own: narrowed to the cluster's names, or without a
 * region since they have none.
 */
const apart: readonly (readonly [prefix: string, sid: string])[] = [
  ["iam", "Identity"],
  ["secretsmanager", "Secrets"],
  ["ssm", "Parameters"],
  ["s3", "Buckets"],
  ["route53", "Names"],
];

/**
 * The least IAM policy under which a plan can be made and applied: each kind's own actions, IAM, secrets,
 * parameters and buckets narrowed to the cluster's names, the ledger to its bucket and key, everything else
 * to the region.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not, and for a region outside of the
 * partition.
 * @throws {ProvisionError} `invalid-option`, for what is no plan.
 *
 * @example
 * ```ts
 * import { planNetwork, requiredPermissions } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const plan = await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * console.log(JSON.stringify(requiredPermissions(plan, { region: "us-west-2" }), null, 2));
 * ```
 */
export function requiredPermissions(plan: Plan, options: PermissionScope = {}): Policy {
  refuseScope(options);
  refuseUnknownKinds(asPlan(plan));
  const { region = anything, account = anything, partition = partitionOf(region), ledger = s3Ledger() } = options;
  const scope = { cluster: plan.cluster, region, account, partition };
  const making = plan.steps.filter(({ action }) => action !== "delete");
  const compared = plan.resources.filter(isCompared).map(({ kind }) => kind);
  const read = compared.length === 0 ? [] : ["secretsmanager:GetSecretValue"];
  const actions = [...new Set([...plan.steps.flatMap(actionsOf), ...read])].toSorted();
  const touched = [...new Set([...plan.steps.map(({ kind }) => kind), ...compared])].map(kindNamed);
  const linked = making.flatMap(({ kind, action }) => (action === "create" ? (kindNamed(kind).serviceRole ?? []) : []));
  const instances = partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";

  const groups = apart.map(([prefix, sid]) => {
    const own = actions.filter((action) => action.startsWith(`${prefix}:`) && !grantedApart.has(action));
    const arns = touched.flatMap((kind) =>
      permissionsOf(kind).some((action) => action.startsWith(`${prefix}:`)) ? (kind.arns?.(scope) ?? []) : [],
    );
    return statement(sid, own, arns.length === 0 ? anything : [...new Set(arns)]);
  });
  const taken = new Set(groups.flatMap(({ Action }) => Action));
  const rest = actions.filter((action) => !taken.has(action) && !grantedApart.has(action));
  const batch = compared.length === 0 ? [] : ["secretsmanager:BatchGetSecretValue"];
  const listing = [...planActions, ...batch, ...kinds.flatMap(({ permissions }) => permissions.find)];
  const statements: PolicyStatement[] = [
    statement("Look", [...new Set(listing)].toSorted(), anything),
    ...groups,
    {
      ...statement(
        "PassRole",
        making.some(({ kind }) => kindNamed(kind).passesRole) ? ["iam:PassRole"] : [],
        roles(scope),
      ),
      Condition: { StringEquals: { "iam:PassedToService": instances } },
    },
    {
      ...statement("ServiceRoles", linked.length > 0 ? ["iam:CreateServiceLinkedRole"] : [], anything),
      Condition: { StringEquals: { "iam:AWSServiceName": [...new Set(linked)] } },
    },
    ...ledgerStatements(scope, ledger, plan.steps.length === 0 ? "read" : "write"),
    {
      ...statement("Resources", rest, anything),
      ...(region === anything ? {} : { Condition: { StringEquals: { "aws:RequestedRegion": region } } }),
    },
  ];
  return { Version: "2012-10-17", Statement: statements.filter(({ Action }) => Action.length > 0) };
}

function refuseScope(options: PermissionScope): void {
  const problems = optionProblems(scopeOptions, options);
  const all = problems.length > 0 ? problems : strayPartition(options);
  if (all.length > 0) throw new OptionError("requiredPermissions", all);
}

function strayPartition({ region, partition }: PermissionScope): Diagnostic[] {
  if (region === undefined || partition === undefined || partition === partitionOf(region)) return [];
  return [
    {
      severity: "error",
      path: "$.partition",
      message: `${region} does not lie in ${JSON.stringify(partition)}`,
      remedy: `Leave it out, or give ${JSON.stringify(partitionOf(region))}.`,
      rule: "option-partition",
    },
  ];
}

function refuseUnknownKinds(plan: Plan): void {
  const unknown = unknownKinds(plan, kinds).map(({ path, message }) => `${path}: ${message}`);
  if (unknown.length > 0) throw new ProvisionError("invalid-option", unknown.join("\n"), { hint: "Plan again." });
}

/** What a policy grants in statements with conditions of their own, whichever kind asks for it. */
const grantedApart: ReadonlySet<string> = new Set(["iam:PassRole", "iam:CreateServiceLinkedRole"]);

function actionsOf({ kind, action, changes, diesWith }: PlanStep): readonly string[] {
  const { permissions, tagging, shared = {} } = kindNamed(kind);
  if (action === "create") return permissions.create;
  if (action === "delete") return diesWith === undefined ? permissions.delete : [];
  const tags = changes.filter(isTagChange);
  const tells = changes.some(({ field }) => shared[field] !== undefined);
  return [
    ...(tags.length < changes.length ? (permissions.update ?? []) : []),
    ...(tells || tags.some(({ after }) => after !== undefined) ? (tagging?.permissions.write ?? []) : []),
    ...(tags.some(({ after }) => after === undefined) ? (tagging?.permissions.remove ?? []) : []),
  ];
}

function permissionsOf({ permissions, tagging }: AnyAwsKind): readonly string[] {
  const { create, update = [], delete: remove } = permissions;
  return [
    ...create,
    ...update,
    ...remove,
    ...(tagging?.permissions.write ?? []),
    ...(tagging?.permissions.remove ?? []),
  ];
}

function roles(scope: NamingScope): string {
  return present(Role.arns?.(scope)[0], "ARN of roles");
}
