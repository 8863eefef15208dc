import { describe, expect, it } from "vitest";
import { kinds } from "./registry.ts";

/** What is true of every kind, one fact a line: a change of any of it is seen in review. */
function factsOf(pick: (kind: (typeof kinds)[number]) => object): string {
  return kinds
    .map((kind) => {
      const facts = Object.entries(pick(kind)).filter(([, value]) => value !== undefined);
      return [`${kind.name}:`, facts.map(([fact, value]) => `${fact} ${JSON.stringify(value)}`).join(", ")]
        .join(" ")
        .trimEnd();
    })
    .join("\n");
}

describe("what the engine goes by", () => {
  it("in the order of things", () => {
    const facts = factsOf(
      ({
        usable,
        deletion,
        goneWithin,
        precious,
        replace,
        unguarded,
        keyless,
        remembered,
        seek,
        deletedBefore,
        diesWith,
        notHolding,
        standsIn,
        departing,
      }) => ({
        usable,
        deletion,
        goneWithin,
        precious: precious && { "": precious({}), "where asked": precious({ precious: true }) },
        replace,
        unguarded,
        keyless,
        remembered,
        seek: seek && true,
        deletedBefore,
        diesWith,
        notHolding,
        standsIn,
        departing: departing && true,
      }),
    );
    expect(facts).toMatchInlineSnapshot(`
      "vpc: usable "accepted", unguarded true, keyless true
      internet-gateway: usable "accepted", unguarded true, keyless true
      elastic-ip: unguarded true, keyless true
      subnet: usable "accepted"
      nat-gateway: usable "accepted", deletion "polled", keyless true, remembered true, deletedBefore ["internet-gateway"]
      route-table: usable "accepted", keyless true, notHolding ["routes"]
      security-group: usable "accepted"
      security-group-rules: diesWith {"kind":"security-group","field":"groupId"}
      vpc-endpoint: usable "accepted", deletion "polled", keyless true, standsIn true
      hosted-zone: usable "accepted", replace "create-first", deletedBefore ["vpc"]
      role: usable "accepted", seek true
      instance-profile: usable "accepted", seek true
      authority: usable "accepted", precious {"":true,"where asked":true}, seek true
      secret: usable "accepted", precious {"":false,"where asked":true}, seek true
      parameter: seek true
      bucket: precious {"":true,"where asked":true}, seek true
      object:
      key-pair: replace "create-first", seek true
      volume: usable "accepted", deletion "polled", precious {"":true,"where asked":true}, keyless true
      network-interface: usable "accepted", keyless true
      launch-template: usable "accepted", seek true
      instance: deletion "polled", goneWithin 14400, keyless true, remembered true, deletedBefore ["internet-gateway","parameter","secret"], notHolding ["keyName"]
      load-balancer: usable "accepted", deletion "polled", replace "create-first", seek true, deletedBefore ["internet-gateway"], standsIn true
      target-group: usable "accepted", replace "create-first", seek true
      target: deletion "polled", diesWith {"kind":"target-group","field":"targetGroupArn"}, notHolding ["target"]
      listener: replace "create-first", diesWith {"kind":"load-balancer","field":"balancerArn"}
      auto-scaling-group: deletion "polled", goneWithin 14400, seek true, deletedBefore ["internet-gateway","parameter","secret"], standsIn true, departing true
      attachment: diesWith {"kind":"auto-scaling-group","field":"groupName"}
      lifecycle-hook: deletedBefore ["nat-gateway","route-table","vpc-endpoint"], diesWith {"kind":"auto-scaling-group","field":"groupName"}
      scaling-policy: diesWith {"kind":"auto-scaling-group","field":"groupName"}
      scheduled-action: diesWith {"kind":"auto-scaling-group","field":"groupName"}
      dns-records: usable "accepted", replace "create-first""
    `);
  });

  it("in how others are moved", () => {
    const isThere = (fact: unknown) => (fact === undefined ? undefined : true);
    const facts = factsOf(({ knownBy, servesIn, servesToTheLast, rowOf, serving, join, lingers, widens, carries }) => ({
      knownBy,
      servesIn,
      servesToTheLast,
      rowOf: isThere(rowOf),
      led: serving?.led,
      join: isThere(join),
      lingers: isThere(lingers),
      widens: widens && Object.keys(widens),
      carries,
    }));
    const moving = facts.split("\n").filter((line) => !line.endsWith(":"));
    expect(moving.join("\n")).toMatchInlineSnapshot(`
      "route-table: widens ["subnetIds"], carries "subnetIds"
      security-group-rules: widens ["ingress"]
      role: widens ["policies","managed"]
      key-pair: knownBy ["keyName"]
      instance: rowOf true
      load-balancer: knownBy ["dnsName"], led true
      target-group: led true, widens ["listed"]
      target: servesIn "targetGroupArn"
      listener: servesIn "balancerArn", servesToTheLast true, join true, lingers true
      attachment: servesIn "targetGroupArn", servesToTheLast true, led true
      dns-records: lingers true"
    `);
  });

  it("in the fields", () => {
    const facts = factsOf(({ mutable, shared, standsBy, unordered, unread, restless, volatile, clears }) => ({
      mutable,
      shared: shared && Object.keys(shared),
      standsBy,
      unordered,
      unread,
      restless,
      volatile,
      clears,
    }));
    expect(facts).toMatchInlineSnapshot(`
      "vpc: mutable ["dnsSupport","dnsHostnames"]
      internet-gateway: mutable ["vpcId"]
      elastic-ip: mutable []
      subnet: mutable []
      nat-gateway: mutable []
      route-table: mutable ["routes","subnetIds"], shared ["routes","subnetIds"], unordered ["routes","subnetIds"]
      security-group: mutable []
      security-group-rules: mutable ["ingress"], shared ["ingress"], standsBy "ingress", unordered ["ingress"]
      vpc-endpoint: mutable ["routeTableIds","subnetIds","securityGroupIds","privateDns"], shared ["routeTableIds","subnetIds","securityGroupIds"], unordered ["routeTableIds","subnetIds","securityGroupIds"]
      hosted-zone: mutable ["vpcIds"], shared ["vpcIds"], unordered ["vpcIds"]
      role: mutable ["policies","managed"], shared ["policies","managed"], unordered ["managed"]
      instance-profile: mutable ["roleName"]
      authority: mutable ["version","value","subject","precious"], unread ["source"]
      secret: mutable ["version","value","subject","precious"], unread ["source"]
      parameter: mutable ["text"], unread ["generated"], volatile ["value"]
      bucket: mutable ["versioning","encryption","publicAccessBlocked"]
      object: mutable ["sha256"], unread ["body"]
      key-pair: mutable []
      volume: mutable ["size","type","label"]
      network-interface: mutable ["securityGroupIds","description"], unordered ["securityGroupIds"]
      launch-template: mutable ["imageId","instanceType","userData","profileName","securityGroupIds","networkInterfaceId","publicAddress","rootDevice","rootVolume","metadataHops","keyName","instanceTags","places"], unordered ["securityGroupIds"], volatile ["version"], clears ["keyName"]
      instance: mutable ["securityGroupIds","profileName","running","instanceTags"], shared ["instanceTags"], unordered ["securityGroupIds"], unread ["userData"], clears ["keyName"]
      load-balancer: mutable ["subnetIds","securityGroupIds"], unordered ["subnetIds","securityGroupIds"]
      target-group: mutable ["health","drain","listed"]
      target: mutable [], unread ["drain","behind"]
      listener: mutable ["protocol","targetGroupArn","certificateArn","besides"], unordered ["besides"], restless ["besides"]
      auto-scaling-group: mutable ["templateId","templateVersion","renewed","min","max","desired","subnetIds","zones","healthCheck","grace","maintenance","scaled","instanceTags"], shared ["instanceTags"], unordered ["subnetIds","zones"], unread ["start","rollout","registersIn"], restless ["renewed","min","max","desired","leaving"], volatile ["instanceIds","launchedFrom","machineZones"]
      attachment: mutable []
      lifecycle-hook: mutable ["heartbeat","result","timeout"]
      scaling-policy: mutable ["target","balancerArn","targetGroupArn"]
      scheduled-action: mutable ["time","sizes"]
      dns-records: mutable ["records"], shared ["records"], standsBy "records", unordered ["records"]"
    `);
  });

  it("in the estimate", () => {
    expect(factsOf(({ seconds }) => seconds)).toMatchInlineSnapshot(`
      "vpc: create 0.6, delete 1
      internet-gateway: create 1, delete 1
      elastic-ip: create 2.4, delete 1
      subnet: create 0.5, delete 1
      nat-gateway: create 100, delete 68
      route-table: create 1, delete 1
      security-group: create 0.5, delete 1
      security-group-rules: create 0.5, delete 0.5
      vpc-endpoint: create 60, delete 30
      hosted-zone: create 1, delete 1
      role: create 1.2, delete 1
      instance-profile: create 8, delete 1
      authority: create 0.5, delete 0.5
      secret: create 0.5, delete 0.5
      parameter: create 0.3, delete 0.3
      bucket: create 1, delete 1
      object: create 0.3, delete 0.3
      key-pair: create 0.5, delete 0.5
      volume: create 3, delete 3
      network-interface: create 1, delete 1
      launch-template: create 0.5, delete 0.5
      instance: create 16, delete 45
      load-balancer: create 156, delete 20
      target-group: create 0.5, delete 0.5
      target: create 30, delete 300
      listener: create 0.5, delete 0.5
      auto-scaling-group: create 20, delete 210
      attachment: create 1, delete 1
      lifecycle-hook: create 1, delete 1
      scaling-policy: create 1, delete 1
      scheduled-action: create 1, delete 1
      dns-records: create 1, delete 1"
    `);
  });
});

describe("what is true of it on AWS", () => {
  const scope = { cluster: "fleet", region: "us-west-2", account: "123456789012", partition: "aws" };

  it("in who makes it, how it is found, and what it needs", () => {
    const facts = factsOf(({ service, discovery, onlyAddressed, serviceRole, passesRole, tagging }) => ({
      service,
      discovery,
      onlyAddressed,
      serviceRole,
      passesRole,
      tagging: tagging?.permissions.write[0],
    }));
    expect(facts).toMatchInlineSnapshot(`
      "vpc: service "ec2", discovery {"idPrefix":"vpc"}, tagging "ec2:CreateTags"
      internet-gateway: service "ec2", discovery {"idPrefix":"igw"}, tagging "ec2:CreateTags"
      elastic-ip: service "ec2", discovery {"idPrefix":"eipalloc"}, tagging "ec2:CreateTags"
      subnet: service "ec2", discovery {"idPrefix":"subnet"}, tagging "ec2:CreateTags"
      nat-gateway: service "ec2", discovery {"idPrefix":"nat"}, tagging "ec2:CreateTags"
      route-table: service "ec2", discovery {"idPrefix":"rtb"}, tagging "ec2:CreateTags"
      security-group: service "ec2", discovery {"idPrefix":"sg"}, tagging "ec2:CreateTags"
      security-group-rules: service "ec2", discovery {"seenWith":"security-group"}
      vpc-endpoint: service "ec2", discovery {"idPrefix":"vpce"}, tagging "ec2:CreateTags"
      hosted-zone: service "route53", discovery {"index":"none"}
      role: service "iam", discovery {"index":"none"}, tagging "iam:TagRole"
      instance-profile: service "iam", discovery {"seenWith":"role"}
      authority: service "secretsManager", discovery {"arnService":"secretsmanager"}, onlyAddressed true, tagging "secretsmanager:TagResource"
      secret: service "secretsManager", discovery {"arnService":"secretsmanager"}, onlyAddressed true, tagging "secretsmanager:TagResource"
      parameter: service "ssm", discovery {"arnService":"ssm"}
      bucket: service "s3", discovery {"arnService":"s3"}, tagging "s3:GetBucketTagging"
      object: service "s3", discovery {"seenWith":"bucket"}
      key-pair: service "ec2", discovery {"idPrefix":"key"}, tagging "ec2:CreateTags"
      volume: service "ec2", discovery {"idPrefix":"vol"}, onlyAddressed true, tagging "ec2:CreateTags"
      network-interface: service "ec2", discovery {"idPrefix":"eni"}, tagging "ec2:CreateTags"
      launch-template: service "ec2", discovery {"idPrefix":"lt"}, passesRole true
      instance: service "ec2", discovery {"idPrefix":"i"}, onlyAddressed true, passesRole true
      load-balancer: service "balancing", discovery {"arnService":"elasticloadbalancing"}, serviceRole "elasticloadbalancing.amazonaws.com", tagging "elasticloadbalancing:AddTags"
      target-group: service "balancing", discovery {"arnService":"elasticloadbalancing"}, tagging "elasticloadbalancing:AddTags"
      target: service "balancing", discovery {"seenWith":"target-group"}
      listener: service "balancing", discovery {"seenWith":"load-balancer"}
      auto-scaling-group: service "autoScaling", discovery {"seenWith":"launch-template"}, serviceRole "autoscaling.amazonaws.com", passesRole true
      attachment: service "autoScaling", discovery {"seenWith":"auto-scaling-group"}
      lifecycle-hook: service "autoScaling", discovery {"seenWith":"auto-scaling-group"}
      scaling-policy: service "autoScaling", discovery {"seenWith":"auto-scaling-group"}
      scheduled-action: service "autoScaling", discovery {"seenWith":"auto-scaling-group"}
      dns-records: service "route53", discovery {"seenWith":"hosted-zone"}"
    `);
  });

  it("in the names to which its permissions are narrowed", () => {
    const narrowed = kinds.flatMap(({ name, arns }) =>
      arns === undefined ? [] : [`${name} ${arns(scope).join(" ")}`],
    );
    expect(narrowed.join("\n")).toMatchInlineSnapshot(`
      "role arn:aws:iam::123456789012:role/drydock/*/fleet/*
      instance-profile arn:aws:iam::123456789012:instance-profile/drydock/*/fleet/*
      authority arn:aws:secretsmanager:us-west-2:123456789012:secret:fleet/*
      secret arn:aws:secretsmanager:us-west-2:123456789012:secret:fleet/*
      parameter arn:aws:ssm:us-west-2:123456789012:parameter/drydock/fleet/*
      bucket arn:aws:s3:::drydock-123456789012-fleet-*
      object arn:aws:s3:::drydock-123456789012-fleet-*"
    `);
  });
});

describe("what others ask of a kind's fields", () => {
  it("is the image that it runs", () => {
    const asked = kinds.filter(({ imageId }) => imageId !== undefined);
    expect(asked.map(({ name, imageId }) => [name, imageId?.({ imageId: "ami-1" })])).toEqual([
      ["launch-template", "ami-1"],
      ["instance", "ami-1"],
    ]);
  });

  it("is where a secret's value comes from", () => {
    const source = { kind: "generated", length: 8 };
    const asked = kinds.filter(({ secretSource }) => secretSource !== undefined);
    expect(asked.map(({ name, secretSource }) => [name, secretSource?.({ source })])).toEqual([
      ["authority", source],
      ["secret", source],
    ]);
  });
});
