import type { HostedZone, Route53, VPC, VPCRegion } from "@aws-sdk/client-route-53";
import { resource } from "../resource.ts";
import { dnsSuffixOf } from "../request/partition.ts";
import { beginChange, newZoneId } from "./change.ts";
import { checkDomainName, normalName } from "./domain-name.ts";
import { invalidInput, route53Error } from "./errors.ts";
import { recordKey } from "./record-set.ts";
import { type HostedZoneRecord, zoneOf, zones } from "./records/hosted-zone.ts";
import { checkedVpc } from "./zone-vpc.ts";

/** A zone as answers show it. */
export function shownZone(zone: HostedZoneRecord): HostedZone {
  return {
    Id: `/hostedzone/${zone.id}`,
    Name: zone.name,
    CallerReference: zone.callerReference,
    Config: { PrivateZone: zone.isPrivate, ...(zone.comment !== undefined && { Comment: zone.comment }) },
    ResourceRecordSetCount: zone.records.size,
  };
}

function shownVpcs({ vpcs }: HostedZoneRecord): VPC[] {
  return [...vpcs].map(([VPCId, region]) => ({ VPCId, VPCRegion: region as VPCRegion }));
}

/** Hosted zones. */
export const hostedZone = resource<Route53, HostedZoneRecord>({
  type: "hosted-zone",
  table: zones,
  tags: ({ tags }) => tags,
  inventory: ({ name, isPrivate, vpcs, records }) => ({
    attributes: {
      name,
      private: isPrivate,
      vpcs: [...vpcs.keys()],
      records: [...records.values()]
        .filter(({ Type, Name }) => !(Name === name && (Type === "NS" || Type === "SOA")))
        .map(({ Name, Type }) => `${Type} ${Name}`),
      aliases: [...records.values()].flatMap(({ Name, AliasTarget }) =>
        AliasTarget === undefined ? [] : [`${Name} ${AliasTarget.DNSName}`],
      ),
    },
  }),
  operations: {
    // as the request named it

    /** CreateHostedZone: public, or private when it names a VPC; a caller reference makes one zone only. */
    CreateHostedZone({ input, account, now }) {
      checkDomainName(input.Name);
      const name = normalName(input.Name);
      if ([...account.of(zones).values()].some(({ callerReference }) => callerReference === input.CallerReference)) {
        throw route53Error(
          "HostedZoneAlreadyExists",
          `A hosted zone has already been created with the specified caller reference: ${input.CallerReference}`,
          409,
        );
      }
      const isPrivate = input.VPC !== undefined;
      if (!isPrivate && input.HostedZoneConfig?.PrivateZone === true) {
        throw invalidInput(
          "When you're creating a private hosted zone (when you specify true for PrivateZone), you must also specify values for VPCId and VPCRegion.",
        );
      }
      if (isPrivate && input.DelegationSetId !== undefined)
        throw invalidInput("A private hosted zone cannot have a delegation set.");
      const vpc = input.VPC === undefined ? undefined : checkedVpc(account, input.VPC, name);
      if (account.of(zones).size >= 500)
        throw route53Error("TooManyHostedZones", "The limit on the number of hosted zones, 500, has been reached.");
      const nameServers = isPrivate
        ? ["ns-0.awsdns-00.com", "ns-512.awsdns-00.net", "ns-1024.awsdns-00.org", "ns-1536.awsdns-00.co.uk"]
        : ["com", "net", "org", "co.uk"].map(
            (top, index) =>
              `ns-${index * 512 + account.random.integer(0, 511)}.awsdns-${String(account.random.integer(0, 63)).padStart(2, "0")}.${top}`,
          );
      const zone: HostedZoneRecord = {
        id: newZoneId({ account }),
        name,
        callerReference: input.CallerReference,
        isPrivate,
        comment: input.HostedZoneConfig?.Comment,
        vpcs: new Map(vpc === undefined ? [] : [[vpc.id, vpc.region]]),
        nameServers,
        tags: new Map(),
        records: new Map(),
      };
      for (const record of [
        {
          Name: name,
          Type: "NS" as const,
          TTL: 172_800,
          ResourceRecords: nameServers.map((server) => ({ Value: `${server}.` })),
        },
        {
          Name: name,
          Type: "SOA" as const,
          TTL: 900,
          ResourceRecords: [{ Value: `${nameServers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400` }],
        },
      ]) {
        zone.records.set(recordKey(record), record);
      }
      account.of(zones).set(zone.id, zone);
      return {
        HostedZone: shownZone(zone),
        ChangeInfo: beginChange({ account, now }),
        VPC: shownVpcs(zone)[0],
        DelegationSet: isPrivate ? undefined : { NameServers: [...nameServers] },
        Location: `https://route53.${dnsSuffixOf(account.region)}/2013-04-01/hostedzone/${zone.id}`,
      };
    },

    /** GetHostedZone. */
    GetHostedZone({ input, account }) {
      const zone = zoneOf(account, input.Id);
      return {
        HostedZone: shownZone(zone),
        ...(zone.isPrivate ? { VPCs: shownVpcs(zone) } : { DelegationSet: { NameServers: [...zone.nameServers] } }),
      };
    },

    /** GetHostedZoneCount. */
    GetHostedZoneCount({ account }) {
      return {
        HostedZoneCount: account.of(zones).size,
      };
    },

    /** UpdateHostedZoneComment: without a comment it is removed. */
    UpdateHostedZoneComment({ input, account }) {
      const zone = zoneOf(account, input.Id);
      zone.comment = input.Comment;
      return { HostedZone: shownZone(zone) };
    },

    /** DeleteHostedZone: refused while it has records besides its own SOA and NS. */
    DeleteHostedZone({ input, account, now }) {
      const zone = zoneOf(account, input.Id);
      const own = [...zone.records.values()].filter(
        ({ Name, Type }) => Name === zone.name && (Type === "SOA" || Type === "NS"),
      );
      if (zone.records.size > own.length) {
        throw route53Error(
          "HostedZoneNotEmpty",
          "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
        );
      }
      account.of(zones).delete(zone.id);
      return { ChangeInfo: beginChange({ account, now }) };
    },
  },
});
