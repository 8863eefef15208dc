import type { IpPermission } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import { entryOf } from "../request/entry-of.ts";
import type { Moment } from "../state.ts";
import { parseCidr, printCidr } from "./cidr.ts";
import type { Peer, RuleFacts } from "./records/security-group-rule.ts";
import { securityGroupOf } from "./records/security-group.ts";
import { badValue, missing } from "./refuse.ts";

const protocolNames: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  all: "-1",
};

/** Reads permissions as a list of single rules, one for each peer; refuses what EC2 refuses. */
export function rulesIn(
  moment: Moment,
  vpcId: string,
  permissions: readonly IpPermission[],
  egress: boolean,
): RuleFacts[] {
  return permissions.flatMap((permission) => {
    const range = portsOf(permission);
    const peers = peersOf(moment, vpcId, permission);
    if (peers.length === 0) throw missing("ipPermissions.ipRanges, ipv6Ranges, prefixListIds or userIdGroupPairs");
    return peers.map(({ peer, description }) => {
      if (description !== undefined && !/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description)) {
        throw badValue(
          description,
          "description",
          "Invalid rule description. Valid descriptions are strings less than 256 characters of a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*",
        );
      }
      return { egress, ...range, peer, description };
    });
  });
}

function portsOf({ IpProtocol, FromPort, ToPort }: IpPermission): Pick<RuleFacts, "protocol" | "fromPort" | "toPort"> {
  if (IpProtocol === undefined) throw missing("ipPermissions.ipProtocol");
  const lower = IpProtocol.toLowerCase();
  const protocol = entryOf(protocolNames, lower) ?? lower;
  if (protocol === "-1") return { protocol, fromPort: -1, toPort: -1 };
  if (!["tcp", "udp", "icmp", "icmpv6"].includes(protocol)) {
    if (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255) return { protocol, fromPort: -1, toPort: -1 };
    throw badValue(IpProtocol, "IP protocol", `Unknown IP protocol`);
  }
  if (protocol.startsWith("icmp")) return { protocol, fromPort: FromPort ?? -1, toPort: ToPort ?? -1 };
  if (FromPort === undefined || ToPort === undefined) {
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`,
    );
  }
  const valid = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;
  if (!valid(FromPort) || !valid(ToPort) || FromPort > ToPort) {
    throw new AwsError("InvalidParameterValue", `Invalid ${protocol.toUpperCase()} port range (${FromPort}:${ToPort})`);
  }
  return { protocol, fromPort: FromPort, toPort: ToPort };
}

function peersOf(
  moment: Moment,
  vpcId: string,
  permission: IpPermission,
): { peer: Peer; description: string | undefined }[] {
  return [
    ...(permission.IpRanges ?? []).map(({ CidrIp = "", Description }) => {
      const cidr = parseCidr(CidrIp);
      if (cidr === undefined) throw badCidr(CidrIp);
      return { peer: { member: "cidrIpv4", value: printCidr(cidr) } as const, description: Description };
    }),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 = "", Description }) => {
      if (!/^[0-9a-f:]+\/\d{1,3}$/i.test(CidrIpv6)) throw badCidr(CidrIpv6);
      return { peer: { member: "cidrIpv6", value: CidrIpv6.toLowerCase() } as const, description: Description };
    }),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId = "", Description }) => {
      if (!/^pl-[0-9a-f]{8,17}$/.test(PrefixListId)) {
        throw new AwsError("InvalidPrefixListId.Malformed", `Invalid id: "${PrefixListId}" (expecting "pl-...")`);
      }
      return { peer: { member: "prefixListId", value: PrefixListId } as const, description: Description };
    }),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId, Description }) => {
      if (GroupId === undefined) throw missing("ipPermissions.groups.groupId");
      if (securityGroupOf(moment, GroupId).vpcId !== vpcId) {
        throw new AwsError(
          "InvalidGroup.NotFound",
          "You have specified two resources that belong to different networks.",
        );
      }
      return { peer: { member: "groupId", value: GroupId } as const, description: Description };
    }),
  ];
}

function badCidr(text: string): AwsError {
  return new AwsError("InvalidParameterValue", `CIDR block ${text} is malformed`);
}
