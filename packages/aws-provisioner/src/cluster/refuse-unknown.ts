import { nearest } from "@drydock/systemd/ground";
import { clusterNames } from "../aws/cluster-names.ts";
import { ProvisionError } from "../engine/error.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import type { ObservedState } from "../engine/observed.ts";
import type { PlanOptions } from "./options.ts";
import type { Session } from "./session.ts";
import { refuseUnknownAddresses } from "./unknown-addresses.ts";

/**
 * Refuses to destroy what is not there: a cluster of which nothing stands, and an address under `including`
 * or `prune` that nothing bears. Who destroys again is not refused where the record of the last apply knows
 * of it.
 *
 * @throws {ProvisionError} `unknown-cluster`, with the names that there are, for which a call is made.
 * @throws OptionError for addresses that nothing bears, with the nearest that something does.
 */
export async function refuseUnknown(
  { resources }: ObservedState,
  { including = [], prune = [] }: Pick<PlanOptions, "including" | "prune">,
  record: LedgerRecord | undefined,
  session: Session,
): Promise<void> {
  if (resources.length === 0 && record === undefined) await refuseCluster(session);
  const addresses = resources.map(({ address }) => address);
  const known = [...addresses, ...(record?.plan.steps ?? []).map(({ address }) => address)];
  refuseUnknownAddresses(session.where, [
    { option: "including", patterns: including, addresses: known },
    { option: "prune", patterns: prune, addresses: known },
  ]);
}

async function refuseCluster({ cluster, region, clients, signal }: Session): Promise<never> {
  // What has gone is still in the index for a while, with its tags.
  const names = (await clusterNames(clients, signal)).filter((name) => name !== cluster);
  const likely = nearest(cluster, names);
  const there = names.length === 0 ? "There is none at all." : `There are ${names.join(", ")}.`;
  throw new ProvisionError("unknown-cluster", `nothing of a cluster ${JSON.stringify(cluster)} stands in ${region}`, {
    hint: `${likely === undefined ? "" : `Did you mean ${JSON.stringify(likely)}? `}${there}`,
  });
}
