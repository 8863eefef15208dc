import type { ClusterDesign } from "@drydock/core/design";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { ObservedResource } from "../engine/observed.ts";
import { refuseChanges } from "../engine/planning/refuse-changes.ts";
import { stringsIn } from "../engine/planning/mentions.ts";
import { AutoScalingGroup } from "../kinds/auto-scaling-group.ts";
import { Instance } from "../kinds/instance.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { RouteTable } from "../kinds/route-table.ts";
import { Subnet } from "../kinds/subnet.ts";

const standing: readonly string[] = [Instance.name, NetworkInterface.name, AutoScalingGroup.name];

/**
 * Refuses to make a tier public, or private, in which something stands: its subnets would be led to the other
 * way out at once, and a machine without a public address has none by an internet gateway, nor can one be
 * reached by its address behind a NAT gateway.
 *
 * @throws {ProvisionError} `unplannable`.
 */
export function refuseOpenedTiers({ name, network }: ClusterDesign, observed: readonly ObservedResource[]): void {
  if (network.kind === "existing") return;
  const alive = observed.filter(({ status }) => status !== "deleting");
  const tables = alive.filter(({ kind }) => kind === RouteTable.name);
  const told = new Set<string>();
  const problems = network.subnets.flatMap((subnet): Diagnostic[] => {
    const own = alive.find((one) => one.kind === Subnet.name && one.name === subnet.name);
    const table = tables.find(({ props }) => own !== undefined && stringsIn(props["subnetIds"]).includes(own.id));
    if (own === undefined || table === undefined || (table.name === "public") === subnet.public) return [];
    const users = alive.filter(({ kind, props }) => standing.includes(kind) && stringsIn(props).includes(own.id));
    const [first] = users;
    if (first === undefined || told.has(subnet.tier)) return [];
    told.add(subnet.tier);
    const others = users.length === 1 ? "" : ` and ${users.length - 1} more`;
    return [
      {
        severity: "error",
        path: `${name}.network.tiers.${subnet.tier}.public`,
        message: `${first.address}${others} in ${own.address} would lose the way out that they have, or the one in`,
        remedy: "Leave it; or add a tier beside it, have them move to that, and take this one away then.",
        rule: "tier-way-kept",
      },
    ];
  });
  refuseChanges(name, problems);
}
