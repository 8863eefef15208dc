import type { Blueprint, BlueprintParts } from "@drydock/core";
import { draft as draftOf } from "@drydock/core/design";
import { standingSubnets } from "./standing-subnets.ts";
import type { Status } from "../engine/kind.ts";
import { readState } from "../engine/observed.ts";
import { kinds } from "../kinds/registry.ts";
import type { Cluster } from "./cluster.ts";
import { type LookOptions, refuseOptions } from "./options.ts";
import { nameOf } from "./name-of.ts";
import { outputsOf } from "./outputs.ts";
import { withSession } from "./session.ts";

/** What stands in the account under a cluster's name. */
export interface ClusterDescription<Outputs = Cluster> {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly resources: readonly {
    readonly address: string;
    readonly id: string;
    readonly status: Status;
    readonly reason: string | undefined;
    readonly props: Readonly<Record<string, unknown>>;
    readonly outputs: Readonly<Record<string, unknown>>;
  }[];
  /** The outputs of the blueprint; undefined where only a name was given. */
  readonly outputs: Outputs;
}

/**
 * Lists every resource of a cluster with its state, none where nothing stands. Given the blueprint, it also
 * gives the outputs that `createCluster` gave; of what does not stand these have empty texts and lists.
 *
 * @example
 * ```ts
 * import { createCluster, describeCluster } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { blueprint, network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const site = blueprint("site", { network: network({ cidr: "10.10.0.0/16" }) });
 * await createCluster(site, connection);
 * const { resources, outputs } = await describeCluster(site, connection);
 * console.log(resources.some(({ id }) => id === outputs.network.vpcId)); // true
 * ```
 */
export function describeCluster(cluster: string, options?: LookOptions): Promise<ClusterDescription<undefined>>;
export function describeCluster<Parts extends BlueprintParts>(
  cluster: Blueprint<Parts>,
  options?: LookOptions,
): Promise<ClusterDescription<Cluster<Parts>>>;
export async function describeCluster(
  cluster: string | { readonly name: string },
  options: LookOptions = {},
): Promise<ClusterDescription<Cluster> | ClusterDescription<undefined>> {
  const name = nameOf(cluster);
  refuseOptions("describeCluster", options, name);
  const draft = name === cluster ? undefined : draftOf(cluster as Blueprint);
  return withSession({ where: "describeCluster", cluster: name, tags: {} }, options, async (session) => {
    const { account } = await session.caller();
    const { resources: all } = await readState(session.provider.look(session.signal), kinds);
    const found = all.filter(({ foreign }) => foreign === undefined);
    const live = new Map(found.map((resource) => [resource.address, resource]));
    const description = {
      name,
      region: session.region,
      account,
      resources: found.map(({ address, id, status, reason, props, outputs }) => ({
        address,
        id,
        status,
        reason,
        props,
        outputs,
      })),
    };
    if (draft === undefined) return { ...description, outputs: undefined };
    return {
      ...description,
      outputs: outputsOf(draft.within({ standing: standingSubnets(found) }), { region: session.region, account }, live),
    };
  });
}
