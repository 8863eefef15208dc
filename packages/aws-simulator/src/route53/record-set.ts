import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { isWithin, normalName } from "./domain-name.ts";

/** What makes a record set one of a kind within its zone: name, type and set identifier. */
export function recordKey({
  Name = "",
  Type = "A",
  SetIdentifier = "",
}: Pick<Partial<ResourceRecordSet>, "Name" | "Type" | "SetIdentifier">): string {
  return `${normalName(Name)} ${Type} ${SetIdentifier}`;
}

/** A record set as Route 53 keeps it. */
export function normalRecord(record: ResourceRecordSet): ResourceRecordSet {
  return {
    ...record,
    Name: normalName(record.Name ?? ""),
    ...(record.AliasTarget !== undefined && {
      AliasTarget: { ...record.AliasTarget, DNSName: normalName(record.AliasTarget.DNSName ?? "") },
    }),
  };
}

/** What is wrong with a record set in itself, in Route 53's words. */
export function recordProblems(record: ResourceRecordSet, zoneName: string): string[] {
  const { Name = "", Type = "A", TTL, ResourceRecords, AliasTarget, SetIdentifier } = record;
  const of = `[name='${Name}', type='${Type}']`;
  const routed = record.Weight ?? record.Region ?? record.Failover ?? record.GeoLocation ?? record.MultiValueAnswer;
  return [
    ...(isWithin(Name, zoneName) ? [] : [`RRSet with DNS name ${Name} is not permitted in zone ${zoneName}`]),
    ...(AliasTarget !== undefined && (TTL !== undefined || ResourceRecords !== undefined)
      ? [
          `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one in Change with ${of}`,
        ]
      : []),
    ...(AliasTarget === undefined && (TTL === undefined || ResourceRecords === undefined)
      ? [
          `Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none in Change with ${of}`,
        ]
      : []),
    ...(routed !== undefined && SetIdentifier === undefined
      ? [`Invalid request: Missing field 'SetIdentifier' in Change with ${of}`]
      : []),
    ...(routed === undefined && SetIdentifier !== undefined
      ? [
          `Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer], but found none in Change with ${of}`,
        ]
      : []),
    ...(Type === "CNAME" && Name === zoneName
      ? [`RRSet of type CNAME with DNS name ${Name} is not permitted at apex in zone ${zoneName}`]
      : []),
    ...(Type === "CNAME" && (ResourceRecords?.length ?? 0) > 1
      ? [`Invalid Resource Record: CNAME ${Name} must have exactly one value`]
      : []),
    ...repeatedValue(record),
    ...(ResourceRecords ?? []).flatMap(({ Value = "" }) => valueProblem(Type, Value)),
  ];
}

function repeatedValue({ Name, ResourceRecords = [] }: ResourceRecordSet): string[] {
  const values = ResourceRecords.map(({ Value }) => Value);
  return new Set(values).size < values.length ? [`Duplicate Resource Record: a value of ${Name} is given twice`] : [];
}

function isIpv4(value: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(value) && value.split(".").every((part) => Number(part) <= 255);
}

function valueProblem(type: string, value: string): string[] {
  if (type === "A" && !isIpv4(value))
    return [
      `Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '${value}''`,
    ];
  if (type === "AAAA" && !/^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(value))
    return [
      `Invalid Resource Record: 'FATAL problem: AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address) encountered with '${value}''`,
    ];
  if (type === "TXT" && !/^("([^"\\]|\\.){0,255}"\s*)+$/.test(value))
    return [
      `Invalid Resource Record: 'FATAL problem: InvalidCharacterString (Value should be enclosed in quotation marks) encountered with '${value}''`,
    ];
  if (type === "SRV" && !/^\d+ \d+ \d+ \S+$/.test(value))
    return [
      `Invalid Resource Record: 'FATAL problem: SRVRRDATANotSpaceDelimited (Value should contain 4 fields) encountered with '${value}''`,
    ];
  if ((type === "CNAME" || type === "NS" || type === "PTR") && (/\s/.test(value) || value === ""))
    return [
      `Invalid Resource Record: 'FATAL problem: DomainLabelEmpty (Domain label is empty) encountered with '${value}''`,
    ];
  return [];
}
