import type { ClusterDesign } from "@drydock/core/design";
import { type Diagnostic, printDiagnostics } from "@drydock/systemd/ground";
import { standingNetwork } from "../aws/standing-network.ts";
import { ProvisionError } from "../engine/error.ts";
import { networkProblems, zoneProblems } from "./network-problems.ts";
import type { Session } from "./session.ts";

/**
 * Holds what a blueprint says of where it stands against what is there: the region of its zones, for which
 * nothing is asked, and of an existing network the VPC and each subnet, by two calls.
 *
 * @throws {ProvisionError} `zones-unavailable`, `network-differs`, with everything that is wrong in
 * `diagnostics`.
 */
export async function refuseOtherNetwork({ name, network }: ClusterDesign, session: Session): Promise<void> {
  const { clients, region, signal } = session;
  if (network.kind === "new") return refuse("zones-unavailable", name, zoneProblems(network, region));
  const standing = await standingNetwork(clients, network, signal);
  return refuse("network-differs", name, networkProblems(network, standing, region));
}

const told = {
  "zones-unavailable": "the network's zones lie in another region",
  "network-differs": "the existing network is not as the blueprint says",
} as const;

function refuse(code: keyof typeof told, cluster: string, problems: readonly Diagnostic[]): void {
  if (problems.length === 0) return;
  const diagnostics = problems.map((problem) => ({ ...problem, path: `${cluster}.${problem.path}` }));
  throw new ProvisionError(code, `${told[code]}:\n${printDiagnostics(diagnostics)}`, {
    diagnostics,
    hint: "Nothing was changed.",
  });
}
