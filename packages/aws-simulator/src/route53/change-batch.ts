import type { ResourceRecordSet, Route53 } from "@aws-sdk/client-route-53";
import { loadBalancers } from "../elastic-load-balancing/records/load-balancer.ts";
import type { Resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { dnsSuffixOf } from "../request/partition.ts";
import { beginChange } from "./change.ts";
import { invalidChangeBatch } from "./errors.ts";
import { normalRecord, recordKey, recordProblems } from "./record-set.ts";
import { type HostedZoneRecord, zoneOf } from "./records/hosted-zone.ts";

function deletionProblems(
  zone: HostedZoneRecord,
  present: ResourceRecordSet | undefined,
  record: ResourceRecordSet,
  called: string,
): string[] {
  if (present === undefined) return [`Tried to delete resource record set ${called} but it was not found`];
  if (record.Name === zone.name && (record.Type === "SOA" || record.Type === "NS")) {
    return [
      `A HostedZone must contain ${record.Type === "SOA" ? "exactly one SOA record" : "at least one NS record for the zone itself"}.`,
    ];
  }
  return fingerprint(present) === fingerprint(record)
    ? []
    : [`Tried to delete resource record set ${called} but the values provided do not match the current values`];
}

function fingerprint({ Name: _name, ...rest }: ResourceRecordSet): string {
  return JSON.stringify(
    {
      ...rest,
      ResourceRecords: rest.ResourceRecords?.map(({ Value }) => Value ?? "").toSorted(),
    },
    (_, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value,
  );
}

function conflicts(draft: ReadonlyMap<string, ResourceRecordSet>, touched: ReadonlySet<string>): string[] {
  return [...draft.values()]
    .filter(({ Type }) => Type === "CNAME")
    .flatMap((cname) => {
      const beside = [...draft.entries()].find(
        ([key, { Name, Type }]) =>
          Name === cname.Name && Type !== "CNAME" && (touched.has(key) || touched.has(recordKey(cname))),
      );
      return beside === undefined
        ? []
        : [
            `RRSet of type CNAME with DNS name ${cname.Name} is not permitted as it conflicts with other records with the same DNS name in zone`,
          ];
    });
}

/**
 * An alias to a load balancer of this account names the balancer's own zone; one within the zone names an
 * existing record.
 */
function aliasProblems(
  account: Account,
  zone: HostedZoneRecord,
  draft: ReadonlyMap<string, ResourceRecordSet>,
  record: ResourceRecordSet,
): string[] {
  const target = record.AliasTarget;
  if (target === undefined) return [];
  const { DNSName = "", HostedZoneId } = target;
  if (HostedZoneId === zone.id) {
    return draft.has(recordKey({ Name: DNSName, Type: record.Type }))
      ? []
      : [
          `Tried to create an alias that targets ${DNSName}, type ${record.Type} in zone ${HostedZoneId}, but the alias target name was not found`,
        ];
  }
  const bare = DNSName.replace(/^dualstack\./, "").replace(/\.$/, "");
  if (!bare.endsWith(`.${dnsSuffixOf(account.region)}`) || !bare.includes(".elb.")) return [];
  const balancer = [...account.of(loadBalancers).values()].find(({ dnsName }) => dnsName.toLowerCase() === bare);
  if (balancer?.canonicalZoneId === HostedZoneId) return [];
  const why = balancer === undefined ? "was not found" : "does not lie within the target zone";
  return [
    `Tried to create an alias that targets ${DNSName}, type ${record.Type} in zone ${HostedZoneId}, but the alias target name ${why}`,
  ];
}

/** Changes of records, all or none. */
export const changeBatch: Resource<Route53> = {
  operations: {
    /**
     * ChangeResourceRecordSets: all changes or none. Creating what exists, deleting what does not exist or
     * differs, and a CNAME beside any other record are `InvalidChangeBatch`.
     */
    ChangeResourceRecordSets({ input, account, now }) {
      const zone = zoneOf(account, input.HostedZoneId);
      const { Changes, Comment } = input.ChangeBatch;
      const draft = new Map(zone.records);
      const problems: string[] = [];
      const touched = new Set<string>();
      for (const { Action, ResourceRecordSet } of Changes) {
        const record = normalRecord(ResourceRecordSet as ResourceRecordSet);
        const key = recordKey(record);
        const called = `[name='${record.Name}', type='${record.Type}'${record.SetIdentifier === undefined ? "" : `, set-identifier='${record.SetIdentifier}'`}]`;
        if (Action !== "DELETE") {
          problems.push(...recordProblems(record, zone.name), ...aliasProblems(account, zone, draft, record));
          if (touched.has(key))
            problems.push(
              `The request contains an invalid set of changes for a resource record set '${record.Type} ${record.Name}'`,
            );
          touched.add(key);
        }
        if (Action === "CREATE" && draft.has(key))
          problems.push(`Tried to create resource record set ${called} but it already exists`);
        if (Action === "DELETE") problems.push(...deletionProblems(zone, draft.get(key), record, called));
        if (Action === "DELETE") draft.delete(key);
        else draft.set(key, record);
      }
      problems.push(...conflicts(draft, touched));
      if (draft.size > 10_000) problems.push("The limit on the number of records of a hosted zone, 10000, is exceeded");
      if (Changes.length > 1000) problems.push("Number of records limit of 1000 exceeded.");
      if (problems.length > 0) throw invalidChangeBatch(problems);
      zone.records.clear();
      for (const [key, record] of draft) zone.records.set(key, record);
      return { ChangeInfo: beginChange({ account, now }, Comment) };
    },
  },
};
