import { type Blueprint, blueprint, type ExistingNetwork, type Network } from "@drydock/core";
import { draft } from "@drydock/core/design";
import type { Plan } from "../engine/plan.ts";
import type { Run } from "../engine/run.ts";
import type { Cluster } from "./cluster.ts";
import { applyDrafted } from "./create-cluster.ts";
import type { ApplyOptions, PlanOptions } from "./options.ts";
import { planDrafted } from "./plan-cluster.ts";

/**
 * Plans a network on its own, for something that is no cluster of Drydock's.
 *
 * @example
 * ```ts
 * import { planNetwork } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const plan = await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * console.log(plan.steps.every(({ action }) => action === "create")); // true
 * ```
 */
export function planNetwork(
  name: string,
  network: Network | ExistingNetwork,
  options: PlanOptions = {},
): Promise<Plan> {
  return planDrafted("planNetwork", () => draft(blueprint(name, { network }) as Blueprint), options);
}

/**
 * Builds a network on its own. Await it for the VPC and subnet ids; `destroyCluster(name)` takes it away.
 *
 * @example
 * ```ts
 * import { createNetwork } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const shared = await createNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * console.log(shared.network.vpcId.startsWith("vpc-")); // true
 * ```
 */
export function createNetwork(
  name: string,
  network: Network | ExistingNetwork,
  options: ApplyOptions = {},
): Run<Cluster<{ network: Network | ExistingNetwork }>> {
  const drafted = () => draft(blueprint(name, { network }) as Blueprint);
  return applyDrafted("createNetwork", drafted, options) as Run<Cluster<{ network: Network | ExistingNetwork }>>;
}
