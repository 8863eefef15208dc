import type { Subnet, Vpc } from "@aws-sdk/client-ec2";
import type { ExistingNetworkDesign, ExistingSubnetDesign, NetworkDesign } from "@drydock/core/design";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { StandingNetwork } from "../aws/standing-network.ts";

type Problem = Pick<Diagnostic, "path" | "message" | "remedy" | "rule">;

/** The zones of a network to be built that do not lie in the region in which it would be. */
export function zoneProblems({ zones }: Pick<NetworkDesign, "zones">, region: string): Diagnostic[] {
  const named = typeof zones === "number" ? [] : zones;
  return named.flatMap((zone, at) => found(strayZone(zone, region, `network.zones.${at}`)));
}

/** How an existing network differs from what a blueprint says of it. */
export function networkProblems(
  network: ExistingNetworkDesign,
  { vpc, subnets }: StandingNetwork,
  region: string,
): Diagnostic[] {
  return [
    ...found(vpc === undefined ? missing("VPC", network.vpcId, region, "network.vpcId") : vpcRange(network, vpc)),
    ...network.subnets.flatMap((subnet) => {
      const standing = subnets.get(subnet.id);
      const path = writtenPath(subnet);
      return found(
        ...(standing === undefined
          ? [missing("subnet", subnet.id, region, `${path}.id`), strayZone(subnet.zoneName, region, `${path}.zone`)]
          : subnetProblems(subnet, standing, network.vpcId, path)),
      );
    }),
  ];
}

function subnetProblems(
  { id, cidr, zoneName }: ExistingSubnetDesign,
  standing: Subnet,
  vpcId: string,
  path: string,
): (Problem | undefined)[] {
  return [
    differing(`subnet ${id} lies in`, vpcId, standing.VpcId, `${path}.id`),
    differing(`subnet ${id} lies in`, zoneName, standing.AvailabilityZone, `${path}.zone`),
    differing(`the range of subnet ${id} is`, cidr, standing.CidrBlock, `${path}.cidr`),
  ];
}

/** Any of the VPC's ranges will do: the blueprint gives the one in which its subnets lie. */
function vpcRange({ vpcId, cidr }: ExistingNetworkDesign, vpc: Vpc): Problem | undefined {
  const ranges = (vpc.CidrBlockAssociationSet ?? [])
    .filter(({ CidrBlockState }) => CidrBlockState?.State === "associated")
    .flatMap(({ CidrBlock }) => CidrBlock ?? []);
  return ranges.includes(cidr) ? undefined : differing(`the range of ${vpcId} is`, cidr, vpc.CidrBlock, "network.cidr");
}

function differing(what: string, written: string, is: string | undefined, path: string): Problem | undefined {
  if (is === undefined || is === written) return undefined;
  const isOther = path.endsWith(".id");
  return {
    path,
    message: `${what} ${is}, not ${written}`,
    remedy: isOther ? "Name a subnet of that VPC, or the VPC of that subnet." : `Write ${JSON.stringify(is)}.`,
    rule: "network-differs",
  };
}

function missing(what: string, id: string, region: string, path: string): Problem {
  return {
    path,
    message: `there is no ${what} ${id} in ${region} that these credentials may see`,
    remedy: "Check the id, the region and the account. What was made a moment ago may show in some seconds.",
    rule: "network-missing",
  };
}

function strayZone(zone: string, region: string, path: string): Problem | undefined {
  if (zone.slice(0, -1) === region) return undefined;
  return {
    path,
    message: `zone ${zone} does not lie in ${region}, where the cluster would be`,
    remedy: `Name zones of ${region}, or work in the region of these zones.`,
    rule: "zone-region",
  };
}

/** Where it is written: its tier's list, and its place there. */
function writtenPath({ name, tier }: ExistingSubnetDesign): string {
  const place = Number(name.slice(tier.length + 1)) - 1;
  return `network.subnets.${tier}.${place}`;
}

function found(...problems: readonly (Problem | undefined)[]): Diagnostic[] {
  return problems.flatMap((problem) => (problem === undefined ? [] : [{ severity: "error", ...problem }]));
}
