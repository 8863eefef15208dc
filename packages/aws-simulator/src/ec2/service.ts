import type { EC2 } from "@aws-sdk/client-ec2";
import { service } from "../service.ts";
import { address } from "./address.ts";
import { availabilityZone } from "./availability-zone.ts";
import { consoleOutput } from "./console-output.ts";
import { constraints } from "./constraints.gen.ts";
import { ebsEncryption } from "./ebs-encryption.ts";
import { image } from "./image.ts";
import { instanceAttribute } from "./instance-attribute.ts";
import { instanceProfileAssociation } from "./instance-profile-association.ts";
import { instanceState } from "./instance-state.ts";
import { instanceStatus } from "./instance-status.ts";
import { instanceType } from "./instance-type.ts";
import { instance } from "./instance.ts";
import { internetGateway } from "./internet-gateway.ts";
import { keyPair } from "./key-pair.ts";
import { launchTemplateVersion } from "./launch-template-version.ts";
import { launchTemplate } from "./launch-template.ts";
import { natGateway } from "./nat-gateway.ts";
import { networkAcl } from "./network-acl.ts";
import { networkInterface } from "./network-interface.ts";
import { missing } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";
import { routeTableAssociation } from "./route-table-association.ts";
import { routeTable } from "./route-table.ts";
import { route } from "./route.ts";
import { securityGroupPermission } from "./security-group-permission.ts";
import { securityGroupRule } from "./security-group-rule.ts";
import { securityGroup } from "./security-group.ts";
import { subnet } from "./subnet.ts";
import { tagOperations } from "./tag-operations.ts";
import { volumeAttachment } from "./volume-attachment.ts";
import { volumeModification } from "./volume-modification.ts";
import { volume } from "./volume.ts";
import { vpcEndpoint } from "./vpc-endpoint.ts";
import { vpc } from "./vpc.ts";

/** Everything that EC2 manages. */
const resources: readonly Ec2Resource[] = [
  availabilityZone,
  vpc,
  networkAcl,
  subnet,
  internetGateway,
  address,
  natGateway,
  routeTable,
  route,
  routeTableAssociation,
  vpcEndpoint,
  securityGroup,
  securityGroupRule,
  securityGroupPermission,
  networkInterface,
  volume,
  volumeAttachment,
  volumeModification,
  ebsEncryption,
  keyPair,
  image,
  instanceType,
  consoleOutput,
  launchTemplate,
  launchTemplateVersion,
  instance,
  instanceState,
  instanceStatus,
  instanceAttribute,
  instanceProfileAssociation,
];

/** Amazon EC2, with the VPC. */
export const ec2 = service<EC2>({
  id: "EC2",
  resources,
  operations: tagOperations(resources),
  // EC2 names the first parameter that is missing; its protocol cannot tell an empty list from none.
  rules: { constraints, emptyIsMissing: true, refuse: (_, { path }) => missing(path) },
});
