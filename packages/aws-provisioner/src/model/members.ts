import type { MembersDesign } from "@drydock/core/design";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { LaunchTemplate } from "../kinds/launch-template.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { groupName } from "./group-name.ts";
import type { RoleSurroundings } from "./node-surroundings.ts";
import { instanceTags } from "./node-tags.ts";
import { templateProps } from "./node-template.ts";
import { buildVolumes } from "./node-volumes.ts";
import { awaited } from "./node-waits.ts";
import { registeredIn } from "./service-targets.ts";

/**
 * Per member: an interface that holds its address, a volume that holds its data, and a group of one that
 * keeps a machine on both.
 */
export function buildMembers(at: RoleSurroundings, { members }: MembersDesign): void {
  for (const member of members) {
    const { design, graph, network, groups, role } = at;
    const home = network.subnet(member.subnet);
    const registersIn = registeredIn(design, role.name);
    const networkInterface = graph.add(
      NetworkInterface,
      member.name,
      {
        subnetId: home.id,
        address: member.address,
        securityGroupIds: [groups.ofRole(role.name)],
        description: `${design.name} ${member.name}`,
      },
      { claims: member.subnet },
    );
    const volumes = buildVolumes(at, member, home.zone);
    const template = graph.add(LaunchTemplate, member.name, {
      ...templateProps(at, member.name, member.userData.text),
      securityGroupIds: [],
      networkInterfaceId: networkInterface.id,
    });
    graph.add(
      AutoScalingGroup,
      member.name,
      {
        groupName: groupName(design.name, member.name),
        templateId: template.id,
        templateVersion: template.version,
        min: 1,
        desired: 1,
        max: 1,
        // A group over an existing interface takes zones, never subnets; and it must end the old machine
        // before it starts the new one.
        zones: [home.zone],
        ...(registersIn.length > 0 && { registersIn }),
        healthCheck: "EC2",
        grace: 300,
        maintenance: { min: 0, max: 100 },
        instanceTags: { Name: `${design.name} ${member.name}`, ...instanceTags(at, member.tags, volumes) },
      },
      awaited(at, [member.subnet]),
    );
  }
}
