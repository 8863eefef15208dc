import type { Service } from "../handler.ts";
import { checkedHandlers } from "../request/checked-handlers.ts";
import { changeResourceRecordSets } from "./change-batch.ts";
import { getChange } from "./change.ts";
import { constraints } from "./constraints.gen.ts";
import { invalidInput } from "./errors.ts";
import {
  createHostedZone,
  deleteHostedZone,
  getHostedZone,
  getHostedZoneCount,
  updateHostedZoneComment,
} from "./hosted-zone.ts";
import { listResourceRecordSets } from "./record-listing.ts";
import { route53Of } from "./state.ts";
import { changeTagsForResource, listTagsForResource, listTagsForResources } from "./tagging.ts";
import { listHostedZones, listHostedZonesByName } from "./zone-listing.ts";
import { associateVpc, disassociateVpc, listHostedZonesByVpc } from "./zone-vpc.ts";

// Requests may name a zone or change with its path, as answers do.
function withoutPaths(input: object): object {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "string" && ["Id", "HostedZoneId", "ResourceId"].includes(name)
        ? value.replace(/^\/?(hostedzone|change)\//, "")
        : value,
    ]),
  );
}

const handlers = checkedHandlers(
  { constraints, refuse: invalidInput, normalise: withoutPaths },
  {
    CreateHostedZone: createHostedZone,
    GetHostedZone: getHostedZone,
    GetHostedZoneCount: getHostedZoneCount,
    ListHostedZones: listHostedZones,
    ListHostedZonesByName: listHostedZonesByName,
    ListHostedZonesByVPC: listHostedZonesByVpc,
    UpdateHostedZoneComment: updateHostedZoneComment,
    DeleteHostedZone: deleteHostedZone,
    AssociateVPCWithHostedZone: associateVpc,
    DisassociateVPCFromHostedZone: disassociateVpc,
    ChangeResourceRecordSets: changeResourceRecordSets,
    ListResourceRecordSets: listResourceRecordSets,
    GetChange: getChange,
    ChangeTagsForResource: changeTagsForResource,
    ListTagsForResource: listTagsForResource,
    ListTagsForResources: listTagsForResources,
  },
);

/** Amazon Route 53: hosted zones and their records. Health checks and traffic policies are not modelled. */
export const route53: Service = {
  id: "Route53",
  handlers,
  inventory: (account) =>
    [...route53Of(account).zones.values()].map(({ id, name, tags, isPrivate, vpcs, records }) => ({
      service: "Route53",
      type: "hosted-zone",
      id,
      tags: Object.fromEntries(tags),
      state: "available",
      attributes: {
        name,
        private: isPrivate,
        vpcs: [...vpcs.keys()],
        records: [...records.values()]
          .filter(({ Type, Name }) => !(Name === name && (Type === "NS" || Type === "SOA")))
          .map(({ Name, Type }) => `${Type} ${Name}`),
      },
    })),
};
