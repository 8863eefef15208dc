import type { ClusterDesign, NodePermission } from "@drydock/core/design";
import { tagKeys } from "../aws/tags.ts";
import type { Ref } from "../engine/ref.ts";
import { InstanceProfile } from "../kinds/instance-profile.ts";
import { Role } from "../kinds/role.ts";
import type { Chapter } from "./chapter.ts";
import type { Facts } from "./facts.ts";
import { identitiesOf, type NodeIdentity } from "./node-identity.ts";
import { iamName, iamPath } from "../kinds/identity-details.ts";
import { parameterName } from "../kinds/parameter.ts";
import { secretName } from "../kinds/secret-kind.ts";
import { groupName } from "./group-name.ts";
import { named } from "./named.ts";

interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A role and an instance profile per identity, allowed what its nodes use and nothing else. */
export function buildIdentity({ design, facts, graph }: Chapter): (identity: string) => Ref<string> {
  const profiles = new Map(
    identitiesOf(design).map((identity) => {
      const name = iamName(facts.region, design.name, identity.name);
      const path = iamPath({ region: facts.region, cluster: design.name });
      const statements = statementsFor(identity, design, facts);
      const policies = statements.length === 0 ? {} : { node: { Version: "2012-10-17", Statement: statements } };
      const managed = identity.permissions.some(({ kind }) => kind === "session-manager")
        ? [`arn:${facts.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`]
        : [];
      const iamRole = graph.add(Role, identity.name, { roleName: name, path, policies, managed });
      return [
        identity.name,
        graph.add(InstanceProfile, identity.name, { profileName: name, path, roleName: iamRole.id }),
      ];
    }),
  );
  return (identity) => named(profiles, identity).id;
}

function statementsFor(identity: NodeIdentity, design: ClusterDesign, facts: Facts): Statement[] {
  const arn = (service: string, rest: string) =>
    `arn:${facts.partition}:${service}:${facts.region}:${facts.account}:${rest}`;
  const secretArn = (name: string) => {
    const source = design.secrets.find((secret) => secret.name === name)?.source;
    // Secrets Manager adds a hyphen and six random characters to the name; six question marks match no longer
    // name.
    return source?.kind === "existing"
      ? source.arn
      : arn("secretsmanager", `secret:${secretName(design.name, name)}-??????`);
  };
  const parameterArn = (name: string) => arn("ssm", `parameter${parameterName(design.name, name)}`);
  const pick = <Kind extends NodePermission["kind"]>(kind: Kind) =>
    identity.permissions.filter(
      (permission): permission is Extract<NodePermission, { kind: Kind }> => permission.kind === kind,
    );

  const secrets = pick("read-secret")
    .map(({ secret }) => secretArn(secret))
    .toSorted();
  const readable = pick("read-parameter")
    .map(({ parameter }) => parameterArn(parameter))
    .toSorted();
  const writable = pick("write-parameter")
    .map(({ parameter }) => parameterArn(parameter))
    .toSorted();
  const groups = pick("complete-drain")
    .map(({ role }) => arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${groupName(design.name, role)}`))
    .toSorted();
  const own = { StringEquals: { [`aws:ResourceTag/${tagKeys.cluster}`]: design.name } };
  const names = design.roles
    .filter((role) => role.identity === identity.name)
    .map(({ name }) => `${design.name}/${name}`);
  const sameRole = { StringEquals: { [`aws:ResourceTag/${tagKeys.node}`]: names } };
  return [
    ...when(secrets, { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: secrets }),
    ...when(readable, { Effect: "Allow", Action: ["ssm:GetParameter"], Resource: readable }),
    ...when(writable, { Effect: "Allow", Action: ["ssm:PutParameter"], Resource: writable }),
    ...when(groups, {
      Effect: "Allow",
      Action: ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
      Resource: groups,
    }),
    ...when(pick("attach-own-volume"), { Effect: "Allow", Action: ["ec2:DescribeVolumes"], Resource: "*" }),
    ...when(pick("attach-own-volume"), {
      Effect: "Allow",
      Action: ["ec2:AttachVolume"],
      Resource: arn("ec2", "volume/*"),
      Condition: own,
    }),
    ...when(pick("attach-own-volume"), {
      Effect: "Allow",
      Action: ["ec2:AttachVolume"],
      Resource: arn("ec2", "instance/*"),
      Condition: sameRole,
    }),
  ];
}

function when(reasons: readonly unknown[], statement: Statement): Statement[] {
  return reasons.length === 0 ? [] : [statement];
}
