import { expect, it } from "vitest";
import { KindPlans } from "../../test/kind-plan.ts";
import { simulatedTrial } from "../../test/simulated-trial.ts";
import { byDrydock, isByDrydock, withoutMark } from "./rule-marks.ts";
import { rulesTag } from "./security-group.ts";
import { SecurityGroupRules } from "./security-group-rules.ts";

function rule(port: number) {
  return { protocol: "tcp", fromPort: port, toPort: port, cidr: "10.20.0.0/16", description: `port ${port}` };
}

async function older() {
  const { trial, ground } = await simulatedTrial("older rules");
  const groupId = await ground.group("trial");
  const { ec2 } = trial.account.clients;
  await ec2.deleteTags({ Resources: [groupId], Tags: [{ Key: rulesTag.Key }] });
  const made = await trial.stand(SecurityGroupRules, "trial", { groupId, ingress: [rule(22), rule(80), rule(443)] });
  const IpPermissions = [22, 80, 443].map((port) => ({
    IpProtocol: "tcp",
    FromPort: port,
    ToPort: port,
    IpRanges: [{ CidrIp: "10.20.0.0/16", Description: `port ${port}` }],
  }));
  await ec2.updateSecurityGroupRuleDescriptionsIngress({ GroupId: groupId, IpPermissions });
  const plans = new KindPlans(trial, made.address, await ground.standing(made));
  const descriptions = async () => {
    const { SecurityGroups } = await ec2.describeSecurityGroups({ GroupIds: [groupId] });
    const rules = SecurityGroups?.[0]?.IpPermissions ?? [];
    return rules.map(({ IpRanges }) => IpRanges?.[0]?.Description).toSorted();
  };
  return { plans, descriptions, want: (...ports: number[]) => ({ props: { groupId, ingress: ports.map(rule) } }) };
}

it("rules of an older release are no change, and tell whose they are with the next one", async () => {
  const { plans, descriptions, want } = await older();
  expect((await plans.plan(want(22, 80, 443))).steps).toEqual([]);
  const dropping = await plans.plan(want(22, 80));
  expect([dropping.steps, dropping.notices.map(({ message }) => message.split(" on ")[0])]).toEqual([
    [],
    ['rule "tcp 443 from 10.20.0.0/16"'],
  ]);
  await plans.apply(await plans.plan(want(22, 80, 8080)));
  expect(await descriptions()).toEqual(["port 22 (drydock)", "port 443", "port 80 (drydock)", "port 8080 (drydock)"]);
  await plans.apply(await plans.plan(want(22)));
  expect(await descriptions()).toEqual(["port 22 (drydock)", "port 443"]);
});

it.each(["", "etcd peers"])("a description tells it, and is read as the blueprint has it: %j", (description) => {
  const told = byDrydock(description);
  expect([isByDrydock(told), withoutMark(told)]).toEqual([true, description]);
  expect([isByDrydock(description), withoutMark(description)]).toEqual([false, description]);
});
