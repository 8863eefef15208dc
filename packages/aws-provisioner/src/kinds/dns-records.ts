import type {
  Change,
  ListResourceRecordSetsRequest,
  ListResourceRecordSetsResponse,
  ResourceRecordSet,
} from "@aws-sdk/client-route-53";
import * as z from "zod/mini";
import type { Look, Step } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { keepChange, lackingSync, untilInSync } from "./dns-change.ts";
import { HostedZone, ownZones, zoneId } from "./hosted-zone.ts";
import { inOneForm, plainName, readSet, record, type Record, recordKey, writeSet } from "./record-form.ts";
import { isMarkSet, markSet, readMarkSet } from "./record-marks.ts";
import { setChange } from "./set-change.ts";
import { unlessRefused } from "./unless-refused.ts";
import { unlessGone } from "./unless-gone.ts";

interface ZoneRecords {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly name: string;
  readonly sets: readonly ResourceRecordSet[];
}

/**
 * All records of one zone, changed in one batch that takes effect as a whole. It bears the zone's name. Where
 * the cluster has none it stands all the same, so that the zone tells whose the others are.
 */
export const DnsRecords = kind("dns-records", {
  service: "route53",
  discovery: { seenWith: HostedZone.name },
  usedBy: (design) => design.dns !== undefined,
  props: z.object({
    zoneId: z.string(),
    /** For what the zone tells of Drydock's records; plans of the first releases have none. */
    zoneName: z.optional(z.string()),
    records: z.array(record).check(z.maxLength(1000)),
  }),
  mutable: ["records"],
  unordered: ["records"],
  // Route 53 deletes no zone that has other records than those that make it (DeleteHostedZone).
  shared: {
    records: {
      entry: "record",
      keyOf: recordKey,
      keeps: { kind: HostedZone.name, field: "zoneId" },
      tellsItself: true,
    },
  },
  standsBy: "records",
  replace: "create-first",
  usable: "accepted",
  // What an alias of a balancer answers is kept for 60 s (Route 53 developer guide, "Values specific for
  // simple alias records"); as much again for those who ask late, and for what they have begun.
  lingers: () => 120,
  stable: { means: "are in their zone" },
  serving: {
    means: "are known to every name server of Route 53, as far as this run changed them",
    source: untilInSync.source,
    seconds: () => untilInSync.seconds,
    lacks: (look, { props: { zoneId: zone } }) => lackingSync(look, zone),
  },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["route53:ListHostedZones", "route53:ListResourceRecordSets"],
    create: ["route53:ChangeResourceRecordSets", "route53:GetChange"],
    update: ["route53:ChangeResourceRecordSets", "route53:GetChange"],
    delete: ["route53:ChangeResourceRecordSets"],
  },
  async find(look) {
    const zones = await ownZones(look);
    return Promise.all(
      zones.map(async ({ zone, name }) => {
        const sets = await unlessGone(setsOf(look, zoneId(zone)));
        return { zoneId: zoneId(zone), zoneName: plainName(zone.Name ?? ""), name, sets: sets ?? [] };
      }),
    );
  },
  read({ zoneId: zone, zoneName, name, sets }: ZoneRecords) {
    const records = recordsIn(zoneName, sets);
    const mark = sets.find((set) => isMarkSet(zoneName, set));
    if (records.length === 0 && mark === undefined) return undefined;
    return {
      id: `${zone}/records`,
      name,
      props: { zoneId: zone, zoneName, records },
      outputs: {},
      ...(mark && { wrote: { records: readMarkSet(mark) } }),
      status: "ready",
    };
  },
  async create(step, wanted) {
    await change(step, wanted, [], wanted.records);
    const { zoneId: zone, zoneName = "", records } = wanted;
    const told = step.wrote["records"];
    const marks = wanted.zoneName === undefined || told === undefined ? [] : [markSet(zoneName, told)];
    return { zoneId: zone, zoneName, name: step.name, sets: [...records.map(writeSet), ...marks] };
  },
  update: (step, { props }, wanted) => change(step, wanted, props.records, wanted.records),
  async delete(step, { props, wrote }) {
    const { zoneId: zone, zoneName = "", records } = props;
    const leaving = records.map(writeSet);
    const mark = wrote?.["records"];
    // Where others' records stay the zone goes on to tell that none of them is Drydock's.
    const told: Change[] =
      mark === undefined
        ? []
        : step.wrote["records"] === undefined
          ? [{ Action: "DELETE", ResourceRecordSet: markSet(zoneName, mark) }]
          : [{ Action: "UPSERT", ResourceRecordSet: markSet(zoneName, []) }];
    const removal = (sets: readonly ResourceRecordSet[]) =>
      sets.map((ResourceRecordSet): Change => ({ Action: "DELETE", ResourceRecordSet }));
    const gone = await unlessRefused(
      ["InvalidChangeBatch"],
      send(step, zone, [...removal(leaving), ...told]).then(() => true),
    );
    if (gone !== undefined) return;
    // A batch takes effect as a whole or not at all: something in it is no longer as it was. What is there
    // now of the same records goes as it is.
    const keys = new Set(records.map(recordKey));
    const left = (await setsOf(step, zone)).filter(
      (set) => keys.has(recordKey(readSet(set))) || (step.wrote["records"] === undefined && isMarkSet(zoneName, set)),
    );
    await send(step, zone, removal(left));
  },
});

/** All but those that make the zone, and the one that tells of the others. */
function recordsIn(zoneName: string, sets: readonly ResourceRecordSet[]): Record[] {
  return sets
    .filter(({ Name = "", Type = "" }) => !(["NS", "SOA"].includes(Type) && plainName(Name) === zoneName))
    .filter((set) => !isMarkSet(zoneName, set))
    .map(readSet);
}

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

/**
 * The batch that brings the records from `before` to `after`, and what the zone tells of Drydock's with it.
 * In a zone that was planned without its name nothing is told.
 */
async function change(
  step: Step,
  zone: { readonly zoneId: string; readonly zoneName?: string | undefined },
  before: readonly Record[],
  after: readonly Record[],
): Promise<void> {
  const { added, removed } = setChange(before.map(inOneForm), after.map(inOneForm));
  const kept = new Set(added.map(recordKey));
  const Changes: Change[] = [
    ...removed
      .filter((gone) => !kept.has(recordKey(gone)))
      .map((gone) => ({ Action: "DELETE" as const, ResourceRecordSet: writeSet(gone) })),
    ...added.map((wanted) => ({ Action: "UPSERT" as const, ResourceRecordSet: writeSet(wanted) })),
  ];
  const marks = step.wrote["records"];
  if (zone.zoneName !== undefined && marks !== undefined)
    Changes.push({ Action: "UPSERT", ResourceRecordSet: markSet(zone.zoneName, marks) });
  await send(step, zone.zoneId, Changes);
}

async function send(step: Step, zone: string, Changes: Change[]): Promise<void> {
  if (Changes.length === 0) return;
  const input = { HostedZoneId: zone, ChangeBatch: { Changes } };
  const answer = await step.clients.route53.changeResourceRecordSets(input, step.request);
  keepChange(step, zone, answer.ChangeInfo);
}
