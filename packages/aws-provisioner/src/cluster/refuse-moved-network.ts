import type { ClusterDesign } from "@drydock/core/design";
import type { Diagnostic } from "@drydock/systemd/ground";
import type { ObservedResource } from "../engine/observed.ts";
import { refuseChanges } from "../engine/planning/refuse-changes.ts";
import { Vpc } from "../kinds/vpc.ts";

const remedy = "Keep it; or give a cluster beside this one another name, move what it serves, and destroy this one.";

/**
 * Refuses another network for a cluster that stands: nothing in a VPC can move to another one, and the range
 * of a VPC is fixed for its life.
 *
 * @throws {ProvisionError} `unplannable`.
 */
export function refuseMovedNetwork({ name, network }: ClusterDesign, observed: readonly ObservedResource[]): void {
  const own = observed.find(({ kind, status }) => kind === Vpc.name && status !== "deleting");
  const problem =
    network.kind === "new" && own !== undefined ? otherRange(own, network.cidr) : otherVpc(network, observed);
  if (problem !== undefined) refuseChanges(name, [{ severity: "error", ...problem, path: `${name}.${problem.path}` }]);
}

type Problem = Omit<Diagnostic, "severity">;

function otherRange({ id, props }: ObservedResource, cidr: string): Problem | undefined {
  if (props["cidr"] === cidr) return undefined;
  const message = `the network stands in ${id} with the range ${String(props["cidr"])}, which a VPC keeps for its life, and cannot come to ${cidr}`;
  return { path: "network.cidr", message, remedy, rule: "network-range-kept" };
}

/** What stands in one VPC, though the blueprint now names another, or one of its own. */
function otherVpc(network: ClusterDesign["network"], observed: readonly ObservedResource[]): Problem | undefined {
  const wanted = network.kind === "existing" ? network.vpcId : undefined;
  const stray = observed.find(({ props, status }) => {
    const vpcId = props["vpcId"];
    return typeof vpcId === "string" && status !== "deleting" && vpcId !== wanted;
  });
  if (stray === undefined) return undefined;
  const { address, props } = stray;
  const message = `${address} and what belongs to it stand in ${String(props["vpcId"])}, and cannot move to ${wanted ?? "a network of their own"}`;
  return { path: "network", message, remedy, rule: "network-kept" };
}
