import type { Plan } from "../engine/plan.ts";
import { kinds } from "../kinds/registry.ts";

/** An IAM policy document. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface PermissionScope {
  /** Narrows ARNs to one region and account; every one otherwise. */
  readonly region?: string;
  readonly account?: string;
  readonly partition?: string;
}

/** What every look does beside listing kinds. */
const lookActions = [
  "sts:GetCallerIdentity",
  "ec2:DescribeTags",
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeImages",
  "ssm:GetParameters",
];

/** Services whose first use in an account makes a role that AWS owns. */
const serviceLinked: Readonly<Record<string, string>> = {
  "auto-scaling-group": "autoscaling.amazonaws.com",
  "load-balancer": "elasticloadbalancing.amazonaws.com",
};

/**
 * The least IAM policy under which a plan can be made and applied: each kind's own actions, IAM, secrets, parameters and buckets
 * narrowed to the cluster's names, everything else to the region.
 */
export function requiredPermissions(
  plan: Plan,
  { region = "*", account = "*", partition = "aws" }: PermissionScope = {},
): Policy {
  const { cluster } = plan;
  const byName = new Map(kinds.map((kind) => [kind.name, kind.permissions]));
  const changes = plan.steps.flatMap(({ kind, action, diesWith }) => {
    const permissions = byName.get(kind)!;
    if (action === "create") return permissions.create;
    if (action === "update") return permissions.update ?? [];
    return diesWith === undefined ? permissions.delete : [];
  });
  const actions = new Set(changes);
  const take = (pattern: RegExp) => {
    const taken = [...actions].filter((action) => pattern.test(action)).toSorted();
    for (const action of taken) actions.delete(action);
    return taken;
  };
  const arn = (service: string, rest: string, where = `${region}:${account}`) =>
    `arn:${partition}:${service}:${where}:${rest}`;
  const iamArns = ["role", "instance-profile"].map((type) =>
    arn("iam", `${type}/drydock/*/${cluster}/*`, `:${account}`),
  );

  take(/^iam:PassRole$/);
  const launching = plan.steps.some(
    ({ kind, action }) => action !== "delete" && ["launch-template", "auto-scaling-group", "instance"].includes(kind),
  );
  const linked = [
    ...new Set(plan.steps.flatMap(({ kind, action }) => (action === "create" ? (serviceLinked[kind] ?? []) : []))),
  ];
  const regional = region === "*" ? {} : { Condition: { StringEquals: { "aws:RequestedRegion": region } } };
  const statements: (PolicyStatement | false)[] = [
    statement(
      "Look",
      [...new Set([...lookActions, ...kinds.flatMap(({ permissions }) => permissions.find)])].toSorted(),
      "*",
    ),
    statement("Identity", take(/^iam:/), iamArns),
    launching && {
      ...statement("PassRole", ["iam:PassRole"], iamArns[0]!),
      Condition: {
        StringEquals: { "iam:PassedToService": partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com" },
      },
    },
    linked.length > 0 && {
      ...statement("ServiceRoles", ["iam:CreateServiceLinkedRole"], "*"),
      Condition: { StringEquals: { "iam:AWSServiceName": linked } },
    },
    statement("Secrets", take(/^secretsmanager:/), arn("secretsmanager", `secret:${cluster}/*`)),
    statement("Parameters", take(/^ssm:/), arn("ssm", `parameter/drydock/${cluster}/*`)),
    statement("Buckets", take(/^s3:/), [`arn:${partition}:s3:::drydock-*-${cluster}-*`]),
    statement("Names", take(/^route53:/), "*"),
    { ...statement("Resources", [...actions].toSorted(), "*"), ...regional },
  ];
  return {
    Version: "2012-10-17",
    Statement: statements.filter((one) => one !== false && one.Action.length > 0) as PolicyStatement[],
  };
}

function statement(Sid: string, Action: readonly string[], Resource: string | readonly string[]): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource };
}
