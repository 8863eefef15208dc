import type { HostedZone as AwsZone, VPC, VPCRegion } from "@aws-sdk/client-route-53";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look } from "../aws/cloud.ts";
import { codes } from "../aws/error-table.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { keepChange, lackingSync, untilInSync } from "./dns-change.ts";
import { setChange } from "./set-change.ts";
import { Vpc } from "./vpc.ts";
import { unlessGone } from "./unless-gone.ts";

export interface OwnZone {
  readonly zone: AwsZone;
  readonly name: string;
  readonly vpcIds: readonly string[];
}

/**
 * A private DNS zone. Listings of zones carry no tags, so its comment says whose it is:
 * `drydock:<cluster>:hosted-zone/<name>`. Route 53 is one for all regions: a cluster's name must be its own
 * in the account where it has a zone.
 */
export const HostedZone = kind("hosted-zone", {
  service: "route53",
  discovery: { index: "none" },
  usedBy: (design) => design.dns !== undefined,
  errors: {
    // Route 53 API reference.
    "already-exists": codes("HostedZoneAlreadyExists"),
    // CreateHostedZone before Route 53 knows the network.
    "not-yet-visible": codes("InvalidVPCId"),
  },
  keyless: true,
  props: z.object({ zoneName: z.string(), vpcIds: z.array(z.string()).check(z.minLength(1)) }),
  mutable: ["vpcIds"],
  unordered: ["vpcIds"],
  // Neither its listing nor its comment tells which networks Drydock let see it: those of the cluster.
  shared: { vpcIds: { entry: "network", ownNamed: true } },
  replace: "create-first",
  usable: "accepted",
  // Zones name their networks only where they are asked one by one.
  deletedBefore: [Vpc.name],
  stable: { means: "is made, and seen by its networks" },
  serving: {
    means: "is known to every name server of Route 53, as far as this run made it",
    source: untilInSync.source,
    seconds: () => untilInSync.seconds,
    lacks: (look, { id }) => lackingSync(look, id),
  },
  seconds: { create: 1, delete: 1 },
  permissions: {
    find: ["route53:ListHostedZones", "route53:GetHostedZone"],
    create: ["route53:CreateHostedZone", "route53:AssociateVPCWithHostedZone", "route53:GetChange", "ec2:DescribeVpcs"],
    update: ["route53:AssociateVPCWithHostedZone", "route53:DisassociateVPCFromHostedZone", "ec2:DescribeVpcs"],
    delete: ["route53:DeleteHostedZone"],
  },
  find: ownZones,
  detail: withVpcs,
  read: ({ zone, name, vpcIds }: OwnZone) => ({
    id: zoneId(zone),
    name,
    props: { zoneName: complete(zone, "Name").Name.replace(/\.$/, ""), vpcIds: [...vpcIds] },
    outputs: {},
    status: "ready",
    // Its token, which is of one operation.
    operation: zone.CallerReference,
  }),
  async create(step, { zoneName, vpcIds }) {
    const { cluster, region, address, name, token, request } = step;
    const vpc = (VPCId: string | undefined) => ({ VPCId, VPCRegion: region as VPCRegion });
    const HostedZoneConfig = { Comment: `drydock:${cluster}:${address}`, PrivateZone: true };
    const input = { Name: zoneName, CallerReference: token, VPC: vpc(vpcIds[0]), HostedZoneConfig };
    const { HostedZone, ChangeInfo } = await step.clients.route53.createHostedZone(input, step.request);
    if (HostedZone === undefined) return undefined;
    keepChange(step, zoneId(HostedZone), ChangeInfo);
    const { route53 } = step.clients;
    const more = vpcIds
      .slice(1)
      .map((id) => route53.associateVPCWithHostedZone({ HostedZoneId: zoneId(HostedZone), VPC: vpc(id) }, request));
    await Promise.all(more);
    return { zone: HostedZone, name, vpcIds };
  },
  async update({ clients: { route53 }, region, request }, { id, props }, { vpcIds }) {
    const { added, removed } = setChange(props.vpcIds, vpcIds);
    const of = (text: string) => {
      const [VPCId = "", VPCRegion = region] = text.split("/").toReversed();
      return { HostedZoneId: id, VPC: { VPCId, VPCRegion: VPCRegion as VPCRegion } };
    };
    // The last network of a private zone cannot leave it: the new one comes first.
    await Promise.all(added.map((vpc) => route53.associateVPCWithHostedZone(of(vpc), request)));
    await Promise.all(removed.map((vpc) => route53.disassociateVPCFromHostedZone(of(vpc), request)));
  },
  delete: ({ clients: { route53 }, request }, { id }) => route53.deleteHostedZone({ Id: id }, request),
});

/** The cluster's zones by their comments; one listing for both kinds. */
export function ownZones({ clients: { route53 }, cluster, request, once }: Look): Promise<readonly OwnZone[]> {
  const prefix = `drydock:${cluster}:${HostedZone.name}/`;
  return once("hosted-zones", async () => {
    const zones = await items(
      (Marker) => route53.listHostedZones({ Marker }, request),
      ({ HostedZones }) => HostedZones,
      ({ NextMarker }) => NextMarker,
    );
    return zones.flatMap((zone) => {
      const comment = zone.Config?.Comment ?? "";
      return comment.startsWith(prefix) ? [{ zone, name: comment.slice(prefix.length), vpcIds: [] }] : [];
    });
  });
}

/** A zone's id without the path that stands before it in answers. */
export function zoneId({ Id = "" }: Pick<AwsZone, "Id">): string {
  return Id.replace(/^\/hostedzone\//, "");
}

/** One call for each zone: no listing tells the networks that see it. */
async function withVpcs({ clients: { route53 }, region, request }: Look, { zone, name }: OwnZone): Promise<OwnZone> {
  const { VPCs = [] } = (await unlessGone(route53.getHostedZone({ Id: zoneId(zone) }, request))) ?? {};
  return { zone, name, vpcIds: VPCs.flatMap((vpc) => idOf(vpc, region) ?? []) };
}

/** A network's id; in another region, where only others' networks are, with the region before it. */
function idOf({ VPCId, VPCRegion }: VPC, region: string): string | undefined {
  return VPCId === undefined || VPCRegion === undefined || VPCRegion === region ? VPCId : `${VPCRegion}/${VPCId}`;
}
