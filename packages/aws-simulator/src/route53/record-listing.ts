import type { ResourceRecordSet, Route53 } from "@aws-sdk/client-route-53";
import type { Resource } from "../resource.ts";
import { nameOrder, normalName } from "./domain-name.ts";
import { invalidInput } from "./errors.ts";
import { zoneOf } from "./records/hosted-zone.ts";

function place({
  Name = "",
  Type = "",
  SetIdentifier = "",
}: {
  Name?: string | undefined;
  Type?: string | undefined;
  SetIdentifier?: string | undefined;
}): string {
  return `${nameOrder(normalName(Name))}\u0000${Type}\u0000${SetIdentifier}`;
}

/** A zone's records. */
export const recordListing: Resource<Route53> = {
  operations: {
    /**
     * ListResourceRecordSets: by reversed labels, then type; at most 300 a page, from the named record on.
     */
    ListResourceRecordSets({ input, account }) {
      const zone = zoneOf(account, input.HostedZoneId);
      const { StartRecordName: name, StartRecordType: type, StartRecordIdentifier: identifier } = input;
      if (type !== undefined && name === undefined)
        throw invalidInput("StartRecordName must be specified when StartRecordType is.");
      if (identifier !== undefined && type === undefined)
        throw invalidInput("StartRecordType must be specified when StartRecordIdentifier is.");
      const asked = Number(input.MaxItems ?? 300);
      if (!Number.isInteger(asked) || asked < 1) throw invalidInput("MaxItems must be a whole number greater than 0.");
      const limit = Math.min(asked, 300);
      const from = name === undefined ? "" : place({ Name: name, Type: type, SetIdentifier: identifier });
      const after = [...zone.records.values()]
        .map((record) => ({ record, at: place(record) }))
        .filter(({ at }) => at >= from)
        .toSorted((a, b) => (a.at < b.at ? -1 : 1));
      const beyond: ResourceRecordSet | undefined = after[limit]?.record;
      return {
        ResourceRecordSets: after.slice(0, limit).map(({ record }) => record),
        IsTruncated: beyond !== undefined,
        ...(beyond !== undefined && {
          NextRecordName: beyond.Name,
          NextRecordType: beyond.Type,
          ...(beyond.SetIdentifier !== undefined && { NextRecordIdentifier: beyond.SetIdentifier }),
        }),
        MaxItems: limit,
      };
    },
  },
};
