import type { Route53 } from "@aws-sdk/client-route-53";
import { page } from "../request/page.ts";
import { asListed, type Resource } from "../resource.ts";
import { nameOrder, normalName } from "./domain-name.ts";
import { invalidInput } from "./errors.ts";
import { shownZone } from "./hosted-zone.ts";
import { type HostedZoneRecord, zones } from "./records/hosted-zone.ts";

function itemLimit(asked: number | string | undefined): number {
  const limit = Number(asked ?? 100);
  if (!Number.isInteger(limit) || limit < 1) throw invalidInput("MaxItems must be a whole number greater than 0.");
  return Math.min(limit, 100);
}

/** Hosted zones in the order of their names. */
export const zoneListing: Resource<Route53> = {
  operations: {
    /** ListHostedZones, by id. */
    ListHostedZones({ input, account }) {
      const limit = itemLimit(input.MaxItems);
      const all = asListed(account, zones).filter(
        ({ isPrivate }) => input.HostedZoneType !== "PrivateHostedZone" || isPrivate,
      );
      const { rows, next } = page(all, {
        key: ({ id }) => id,
        limit,
        token: input.Marker,
        refuse: () => invalidInput("The specified marker is not valid."),
      });
      return {
        HostedZones: rows.map(shownZone),
        Marker: input.Marker,
        IsTruncated: next !== undefined,
        ...(next !== undefined && { NextMarker: next }),
        MaxItems: limit,
      };
    },

    /** ListHostedZonesByName: in the order of reversed labels, from DNSName and HostedZoneId on. */
    ListHostedZonesByName({ input, account }) {
      if (input.HostedZoneId !== undefined && input.DNSName === undefined)
        throw invalidInput("DNSName must be specified when HostedZoneId is.");
      const limit = itemLimit(input.MaxItems);
      const place = ({ name, id }: Pick<HostedZoneRecord, "name" | "id">): string => `${nameOrder(name)}\u0000${id}`;
      const from =
        input.DNSName === undefined ? "" : place({ name: normalName(input.DNSName), id: input.HostedZoneId ?? "" });
      const all = asListed(account, zones).map((zone) => ({ zone, at: place(zone) }));
      const after = all.filter(({ at }) => at >= from).toSorted((a, b) => (a.at < b.at ? -1 : 1));
      const beyond = after[limit]?.zone;
      return {
        HostedZones: after.slice(0, limit).map(({ zone }) => shownZone(zone)),
        DNSName: input.DNSName,
        HostedZoneId: input.HostedZoneId,
        IsTruncated: beyond !== undefined,
        ...(beyond !== undefined && { NextDNSName: beyond.name, NextHostedZoneId: beyond.id }),
        MaxItems: limit,
      };
    },
  },
};
