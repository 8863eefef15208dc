import { type Diagnostic, nearest, OptionError } from "@drydock/systemd/ground";
import { clusterNames } from "../aws/cluster-names.ts";
import { ProvisionError } from "../engine/error.ts";
import type { LedgerRecord } from "../engine/ledger.ts";
import type { ObservedState } from "../engine/observed.ts";
import type { Session } from "./session.ts";

/**
 * Refuses to destroy what is not there: a cluster of which nothing stands, and an address under `including`
 * that nothing bears. Who destroys again is not refused where the record of the last apply knows of it.
 *
 * @throws {ProvisionError} `unknown-cluster`, with the names that there are, for which a call is made.
 * @throws OptionError for addresses that nothing bears, with the nearest that something does.
 */
export async function refuseUnknown(
  { resources }: ObservedState,
  including: readonly string[],
  record: LedgerRecord | undefined,
  session: Session,
): Promise<void> {
  if (resources.length === 0 && record === undefined) await refuseCluster(session);
  const addresses = resources.map(({ address }) => address);
  const known = new Set([...addresses, ...(record?.plan.steps ?? []).map(({ address }) => address)]);
  const problems = including.flatMap((pattern, at): Diagnostic[] => {
    // A pattern means whatever there is, which may be nothing.
    if (pattern.endsWith("*") || known.has(pattern)) return [];
    const likely = nearest(pattern, addresses);
    return [
      {
        severity: "error",
        path: `$.including.${at}`,
        message: `nothing of ${session.cluster} bears the address ${JSON.stringify(pattern)}`,
        remedy: likely === undefined ? "Leave it out." : `Did you mean ${JSON.stringify(likely)}? Else leave it out.`,
        rule: "option-address",
      },
    ];
  });
  if (problems.length > 0) throw new OptionError("destroyCluster", problems);
}

async function refuseCluster({ cluster, region, clients, signal }: Session): Promise<never> {
  const names = await clusterNames(clients, signal);
  const likely = nearest(cluster, names);
  const there = names.length === 0 ? "There is none at all." : `There are ${names.join(", ")}.`;
  throw new ProvisionError("unknown-cluster", `nothing of a cluster ${JSON.stringify(cluster)} stands in ${region}`, {
    hint: `${likely === undefined ? "" : `Did you mean ${JSON.stringify(likely)}? `}${there}`,
  });
}
