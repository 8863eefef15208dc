import type { Diagnostic } from "@drydock/systemd/ground";
import type { Look } from "../aws/cloud.ts";
import { type AnyTag, tagKeys, tagValue } from "../aws/tags.ts";
import type { Plan } from "../engine/plan.ts";
import { routeTables } from "../kinds/route-table.ts";
import { subnets } from "../kinds/subnet.ts";
import { Vpc } from "../kinds/vpc.ts";
import { endpoints } from "../kinds/vpc-endpoint.ts";
import { notListed } from "./until-listed.ts";

interface Tenant {
  readonly what: string;
  readonly id: string | undefined;
  readonly vpcId: string | undefined;
  readonly tags: readonly AnyTag[] | undefined;
}

/** Has a look list what lies in those networks, whosever it is, in the calls that list the cluster's own. */
export async function lookAround(look: Look, vpcIds: readonly string[]): Promise<void> {
  await Promise.all([subnets, routeTables, endpoints].map((one) => one.around(look, vpcIds)));
}

/**
 * Subnets, route tables and endpoints of others in a network that a plan deletes, which AWS would refuse for
 * as long as they are there, when all else has gone already.
 */
export async function networkTenants(plan: Plan, look: Look): Promise<Diagnostic[]> {
  const going = plan.steps.filter(({ action, kind }) => action === "delete" && kind === Vpc.name);
  const vpcIds = going.flatMap(({ target }) => target ?? []);
  if (vpcIds.length === 0) return [];
  const leaving = new Set(plan.steps.flatMap(({ action, target }) => (action === "delete" ? (target ?? []) : [])));
  const tenants = await tenantsOf(look, vpcIds);
  return tenants.flatMap(({ what, id = "", vpcId, tags }): Diagnostic[] => {
    const step = going.find(({ target }) => target === vpcId);
    if (step === undefined || leaving.has(id)) return [];
    const cluster = tagValue(tags, tagKeys.cluster);
    const name = tagValue(tags, "Name");
    const of = cluster === undefined ? "" : ` of the cluster ${JSON.stringify(cluster)}`;
    return [
      {
        severity: "error",
        path: step.address,
        message: `${step.target} is held by ${what} ${id}${name === undefined ? "" : ` (${name})`}${of}, which no step of the plan moves`,
        remedy: remedyFor(cluster, plan.cluster),
        rule: cluster === plan.cluster ? notListed : "held",
      },
    ];
  });
}

function remedyFor(cluster: string | undefined, planned: string): string {
  if (cluster === undefined) return "It is not the cluster's: have its owner take it away, and plan again.";
  if (cluster === planned) return "It is not in the plan: plan again, once listings show it.";
  return `Destroy the cluster ${JSON.stringify(cluster)} first.`;
}

async function tenantsOf(look: Look, vpcIds: readonly string[]): Promise<readonly Tenant[]> {
  const [inSubnets, tables, ways] = await Promise.all([
    subnets.around(look, vpcIds),
    routeTables.around(look, vpcIds),
    endpoints.around(look, vpcIds),
  ]);
  return [
    ...inSubnets.map((one) => ({ what: "subnet", id: one.SubnetId, vpcId: one.VpcId, tags: one.Tags })),
    ...tables
      .filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main))
      .map((one) => ({ what: "route table", id: one.RouteTableId, vpcId: one.VpcId, tags: one.Tags })),
    ...ways
      .filter(({ State = "" }) => !/^delet/i.test(State))
      .map((one) => ({ what: "VPC endpoint", id: one.VpcEndpointId, vpcId: one.VpcId, tags: one.Tags })),
  ];
}
