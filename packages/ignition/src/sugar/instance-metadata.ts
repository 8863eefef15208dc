import { dropin, type Dropin } from "@drydock/systemd";
import { nearest, shown } from "@drydock/systemd/ground";
import type { TargetOs } from "../target/targets.ts";
import { isTargetOs, osProfile } from "../target/os-profile.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

const facts = {
  availabilityZone: "AVAILABILITY_ZONE",
  hostname: "HOSTNAME",
  instanceId: "INSTANCE_ID",
  instanceType: "INSTANCE_TYPE",
  privateAddress: "IPV4_LOCAL",
  publicAddress: "IPV4_PUBLIC",
  region: "REGION",
} as const;

/** Facts by name, for who writes another. */
const factNames = Object.keys(facts);

/** What a node on AWS can learn about itself. */
export type InstanceFact = keyof typeof facts;

/**
 * The environment variable that holds a fact: `COREOS_EC2_IPV4_LOCAL` on Flatcar, `AFTERBURN_AWS_IPV4_LOCAL`
 * on Fedora CoreOS. It is set in a unit that has the drop-in of `metadataDropin`.
 *
 * @throws {SugarError} `bad-part`, for an operating system without such a service, and for a fact that it
 * does not tell.
 *
 * @example
 * ```ts
 * import { metadataVariable } from "@drydock/ignition";
 *
 * metadataVariable("flatcar", "privateAddress"); // "COREOS_EC2_IPV4_LOCAL"
 * ```
 */
export function metadataVariable(os: TargetOs, fact: InstanceFact): string {
  const { prefix } = metadataOf(os);
  if (factNames.includes(fact)) return `${prefix}_${facts[fact]}`;
  const likely = typeof fact === "string" ? nearest(fact, factNames) : undefined;
  const all = `There are ${factNames.join(", ")}.`;
  const remedy = likely === undefined ? all : `Did you mean ${JSON.stringify(likely)}? ${all}`;
  throw new SugarError("instance metadata", [problem("$", `${shown(fact)} is no fact of a node`, remedy)]);
}

/**
 * A drop-in that gives a unit the variables of `metadataVariable`, and starts it only once they are there.
 *
 * @throws {SugarError} `bad-part`, for an operating system without such a service.
 *
 * @example
 * ```ts
 * import { dropinEntry, metadataDropin } from "@drydock/ignition";
 *
 * dropinEntry(metadataDropin("flatcar", "app.service")).dropins?.[0]?.name; // "10-instance-metadata.conf"
 * ```
 */
export function metadataDropin(os: TargetOs, unit: string): Dropin {
  const { unit: service, file } = metadataOf(os);
  return dropin(unit, "10-instance-metadata.conf", {
    Unit: { Requires: [service], After: [service] },
    Service: { EnvironmentFile: file },
  });
}

function metadataOf(os: TargetOs): { readonly unit: string; readonly file: string; readonly prefix: string } {
  const metadata = isTargetOs(os) ? osProfile(os).metadata : undefined;
  if (metadata !== undefined) return metadata;
  throw new SugarError("instance metadata", [
    problem(
      "$",
      `${shown(os)} writes no file of instance metadata`,
      "Ask the metadata service from a unit of your own.",
    ),
  ]);
}
