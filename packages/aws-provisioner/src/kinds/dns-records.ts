import type {
  Change,
  ListResourceRecordSetsRequest,
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import * as z from "zod/mini";
import type { Look, Step } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { HostedZone, ownZones, zoneId } from "./hosted-zone.ts";
import { setChange } from "./set-change.ts";
import { unlessRefused } from "./unless-refused.ts";
import { unlessGone } from "./unless-gone.ts";

const record = z.object({
  /** Fully qualified, without the dot at its end, in lower case. */
  name: z.string(),
  type: z.enum(["A", "AAAA", "CNAME", "SRV", "TXT"]),
  /** Seconds; of all but aliases. */
  ttl: z.optional(z.int().check(z.minimum(0))),
  /** In Route 53's own form: texts in quotes. */
  values: z.optional(z.array(z.string())),
  alias: z.optional(z.object({ dnsName: z.string(), zoneId: z.string() })),
});
type Record = z.infer<typeof record>;

interface ZoneRecords {
  readonly zoneId: string;
  readonly name: string;
  readonly sets: readonly ResourceRecordSet[];
}

/** All records of one zone, changed in one batch that takes effect as a whole. It bears the zone's name. */
export const DnsRecords = kind("dns-records", {
  service: "route53",
  discovery: { seenWith: HostedZone.name },
  usedBy: (design) => (design.dns?.records.length ?? 0) > 0,
  props: z.object({ zoneId: z.string(), records: z.array(record).check(z.maxLength(1000)) }),
  mutable: ["records"],
  unordered: ["records"],
  usable: "accepted",
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["route53:ListHostedZones", "route53:ListResourceRecordSets"],
    create: ["route53:ChangeResourceRecordSets"],
    update: ["route53:ChangeResourceRecordSets"],
    delete: ["route53:ChangeResourceRecordSets"],
  },
  async find(look) {
    const zones = await ownZones(look);
    return Promise.all(
      zones.map(async ({ zone, name }) => {
        const sets = await unlessGone(setsOf(look, zoneId(zone)));
        return { zoneId: zoneId(zone), name, sets: sets ?? [] };
      }),
    );
  },
  read({ zoneId: zone, name, sets }: ZoneRecords) {
    const records = sets.flatMap(readSet);
    if (records.length === 0) return undefined;
    return { id: `${zone}/records`, name, props: { zoneId: zone, records }, outputs: {}, status: "ready" };
  },
  async create(step, { zoneId: zone, records }) {
    await change(step, zone, [], records);
    return { zoneId: zone, name: step.name, sets: records.map(writeSet) };
  },
  update: (step, { props }, { zoneId: zone, records }) => change(step, zone, props.records, records),
  async delete(step, { props }) {
    const gone = await unlessRefused(
      ["InvalidChangeBatch"],
      change(step, props.zoneId, props.records, []).then(() => true),
    );
    if (gone !== undefined) return;
    // A batch takes effect as a whole or not at all: something in it is no longer as it was. What is there
    // now goes as it is.
    const left = (await setsOf(step, props.zoneId)).filter((set) => readSet(set).length > 0);
    await send(
      step,
      props.zoneId,
      left.map((set) => ({ Action: "DELETE", ResourceRecordSet: set })),
    );
  },
});

async function setsOf({ clients: { route53 }, request }: Look, zone: string): Promise<ResourceRecordSet[]> {
  const sets: ResourceRecordSet[] = [];
  let from: Partial<ListResourceRecordSetsRequest> | undefined = {};
  while (from !== undefined) {
    const page: ListResourceRecordSetsResponse = await route53.listResourceRecordSets(
      { HostedZoneId: zone, ...from },
      request,
    );
    sets.push(...(page.ResourceRecordSets ?? []));
    const { NextRecordName, NextRecordType, NextRecordIdentifier } = page;
    const next = {
      StartRecordName: NextRecordName,
      StartRecordType: NextRecordType,
      StartRecordIdentifier: NextRecordIdentifier,
    };
    from = page.IsTruncated ? next : undefined;
  }
  return sets;
}

/** Sets of other types (those that make the zone) and of other routing policies are not Drydock's. */
function readSet({ Name = "", Type, TTL, ResourceRecords, AliasTarget, SetIdentifier }: ResourceRecordSet): Record[] {
  const type = record.shape.type.safeParse(Type).data;
  if (type === undefined || SetIdentifier !== undefined) return [];
  const name = plainName(Name);
  if (AliasTarget !== undefined) {
    return [
      { name, type, alias: { dnsName: plainName(AliasTarget.DNSName ?? ""), zoneId: AliasTarget.HostedZoneId ?? "" } },
    ];
  }
  // Route 53 promises no order.
  return [{ name, type, ttl: TTL, values: (ResourceRecords ?? []).flatMap(({ Value }) => Value ?? []).toSorted() }];
}

/**
 * Route 53 ends names with a dot and writes all but letters, digits, hyphens, underscores and dots as octal
 * codes.
 */
function plainName(name: string): string {
  return name
    .replace(/\.$/, "")
    .replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}

function writeSet({ name, type, ttl, values, alias }: Record): ResourceRecordSet {
  if (alias !== undefined) {
    return {
      Name: name,
      Type: type,
      AliasTarget: { DNSName: alias.dnsName, HostedZoneId: alias.zoneId, EvaluateTargetHealth: false },
    };
  }
  return { Name: name, Type: type, TTL: ttl, ResourceRecords: (values ?? []).map((Value) => ({ Value })) };
}

async function change(step: Step, zone: string, before: readonly Record[], after: readonly Record[]): Promise<void> {
  const { added, removed } = setChange(before.map(inOneForm), after.map(inOneForm));
  const key = ({ name, type }: Record) => `${name} ${type}`;
  const kept = new Set(added.map(key));
  const Changes: Change[] = [
    ...removed
      .filter((gone) => !kept.has(key(gone)))
      .map((gone) => ({ Action: "DELETE" as const, ResourceRecordSet: writeSet(gone) })),
    ...added.map((wanted) => ({ Action: "UPSERT" as const, ResourceRecordSet: writeSet(wanted) })),
  ];
  await send(step, zone, Changes);
}

async function send({ clients: { route53 }, request }: Step, zone: string, Changes: Change[]): Promise<void> {
  if (Changes.length === 0) return;
  await route53.changeResourceRecordSets({ HostedZoneId: zone, ChangeBatch: { Changes } }, request);
}

function inOneForm({ name, type, ttl, values, alias }: Record): Record {
  return { name, type, ttl, values, alias: alias && { dnsName: alias.dnsName, zoneId: alias.zoneId } };
}
