import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import * as z from "zod/mini";

export const record = z.object({
  /** Fully qualified, without the dot at its end, in lower case. */
  name: z.string(),
  type: z.enum(["A", "AAAA", "CNAME", "SRV", "TXT"]),
  /** Seconds; of all but aliases. */
  ttl: z.optional(z.int().check(z.minimum(0))),
  /** In Route 53's own form: texts in quotes. */
  values: z.optional(z.array(z.string())),
  alias: z.optional(z.object({ dnsName: z.string(), zoneId: z.string() })),
  /** Others' routing policies and health checks, as Route 53 has the set; the blueprint has none. */
  set: z.optional(z.custom<ResourceRecordSet>()),
});
export type Record = z.infer<typeof record>;

/** What makes it the same record: its name and type, and what tells it from others of a routing policy. */
export function recordKey({ name, type, set }: Record): string {
  const { SetIdentifier } = set ?? {};
  return [name, type, ...(SetIdentifier === undefined ? [] : [SetIdentifier])].join(" ");
}

export function readSet(given: ResourceRecordSet): Record {
  const { Name = "", Type, TTL, ResourceRecords = [], AliasTarget, ...policy } = given;
  const name = plainName(Name);
  // Of others' records it may be a type that no blueprint has.
  const type = Type as Record["type"];
  const { DNSName = "", HostedZoneId = "", EvaluateTargetHealth } = AliasTarget ?? {};
  const isPlain = EvaluateTargetHealth !== true && Object.values(policy).every((value) => value === undefined);
  if (!isPlain) return { name, type, set: given };
  if (AliasTarget !== undefined) return { name, type, alias: { dnsName: plainName(DNSName), zoneId: HostedZoneId } };
  // Route 53 promises no order.
  return { name, type, ttl: TTL, values: ResourceRecords.flatMap(({ Value }) => Value ?? []).toSorted() };
}

/**
 * Route 53 ends names with a dot and writes all but letters, digits, hyphens, underscores and dots as octal
 * codes.
 */
export function plainName(name: string): string {
  return name
    .replace(/\.$/, "")
    .replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}

export function writeSet({ name, type, ttl, values, alias, set }: Record): ResourceRecordSet {
  if (set !== undefined) return set;
  const of = { Name: name, Type: type };
  if (alias !== undefined) {
    const AliasTarget = { DNSName: alias.dnsName, HostedZoneId: alias.zoneId, EvaluateTargetHealth: false };
    return { ...of, AliasTarget };
  }
  return { ...of, TTL: ttl, ResourceRecords: (values ?? []).map((Value) => ({ Value })) };
}

export function inOneForm({ name, type, ttl, values, alias, set }: Record): Record {
  return { name, type, ttl, values, alias: alias && { dnsName: alias.dnsName, zoneId: alias.zoneId }, set };
}
