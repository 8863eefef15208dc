import { ProvisionError } from "../engine/error.ts";
import type { Clients } from "./services.ts";

/**
 * The availability zones that the region offers to this account, by name.
 *
 * @throws {ProvisionError} `zones-unavailable` where there are none.
 */
export async function offeredZones(
  { ec2 }: Pick<Clients, "ec2">,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const Filters = [
    { Name: "state", Values: ["available"] },
    { Name: "zone-type", Values: ["availability-zone"] },
  ];
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({ Filters }, { abortSignal });
  const names = AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []);
  if (names.length > 0) return names.toSorted();
  throw new ProvisionError("zones-unavailable", "the region offers no availability zone to this account");
}
