import type { Route53 } from "@aws-sdk/client-route-53";
import { vpcs } from "../ec2/records/vpc.ts";
import { page } from "../request/page.ts";
import { isRegionName } from "../request/region-name.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { beginChange } from "./change.ts";
import { invalidInput, route53Error } from "./errors.ts";
import { zoneOf, zones } from "./records/hosted-zone.ts";

/** How a request names a VPC. */
export interface VpcName {
  readonly VPCId?: string | undefined;
  readonly VPCRegion?: string | undefined;
}

/**
 * Checks a VPC for a private zone: no other zone of the same name is associated with it, and one of the
 * account's own region exists. Of other regions nothing is known but the form of their names.
 */
export function checkedVpc(
  account: Account,
  { VPCId, VPCRegion }: VpcName,
  zoneName: string,
): { id: string; region: string } {
  if (VPCId === undefined || VPCRegion === undefined) throw invalidInput("Both VPCId and VPCRegion must be specified.");
  if (!isRegionName(VPCRegion)) throw invalidInput(`${VPCRegion} is no name of a region.`);
  if (VPCRegion === account.region && !account.of(vpcs).has(VPCId)) {
    throw route53Error(
      "InvalidVPCId",
      `The VPC: ${VPCId} in region ${VPCRegion} that you provided is not authorized to make the association or does not exist.`,
    );
  }
  const rival = [...account.of(zones).values()].find(({ name, vpcs }) => name === zoneName && vpcs.has(VPCId));
  if (rival !== undefined) {
    throw route53Error(
      "ConflictingDomainExists",
      `The VPC ${VPCId} in region ${VPCRegion} has already been associated with the hosted zone ${rival.id} with the same domain name.`,
    );
  }
  return { id: VPCId, region: VPCRegion };
}

/** The networks in which a private zone is seen. */
export const zoneVpc: Resource<Route53> = {
  operations: {
    /** AssociateVPCWithHostedZone: private zones only. */
    AssociateVPCWithHostedZone({ input, account, now }) {
      const zone = zoneOf(account, input.HostedZoneId);
      if (!zone.isPrivate)
        throw route53Error(
          "PublicZoneVPCAssociation",
          `The hosted zone ${zone.id} is public; a VPC can be associated with a private one only.`,
        );
      const { id, region } = checkedVpc(account, input.VPC, zone.name);
      zone.vpcs.set(id, region);
      return { ChangeInfo: beginChange({ account, now }, input.Comment) };
    },

    /** DisassociateVPCFromHostedZone: never the last VPC. */
    DisassociateVPCFromHostedZone({ input, account, now }) {
      const zone = zoneOf(account, input.HostedZoneId);
      const id = input.VPC.VPCId ?? "";
      if (!zone.vpcs.has(id))
        throw route53Error(
          "VPCAssociationNotFound",
          `The VPC ${id} and the hosted zone ${zone.id} are not associated.`,
          404,
        );
      if (zone.vpcs.size === 1)
        throw route53Error("LastVPCAssociation", `The VPC ${id} is the last one of the hosted zone ${zone.id}.`);
      zone.vpcs.delete(id);
      return { ChangeInfo: beginChange({ account, now }, input.Comment) };
    },

    /** ListHostedZonesByVPC. */
    ListHostedZonesByVPC({ input, account }) {
      const found = [...account.of(zones).values()].filter(({ vpcs }) => vpcs.get(input.VPCId) === input.VPCRegion);
      const limit = Number(input.MaxItems ?? 100);
      const { rows, next } = page(found, {
        key: ({ id }) => id,
        limit,
        token: input.NextToken,
        refuse: () =>
          route53Error(
            "InvalidPaginationToken",
            "The value that you specified to get the second or subsequent page of results is invalid.",
          ),
      });
      return {
        HostedZoneSummaries: rows.map(({ id, name }) => ({
          HostedZoneId: id,
          Name: name,
          Owner: { OwningAccount: account.accountId },
        })),
        MaxItems: limit,
        ...(next && { NextToken: next }),
      };
    },
  },
};
