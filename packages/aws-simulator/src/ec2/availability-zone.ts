import type { AvailabilityZone } from "@aws-sdk/client-ec2";
import { AwsError } from "../aws-error.ts";
import type { Account } from "../state.ts";
import { filtered } from "./filters.ts";
import { badCombination, stopIfDryRun } from "./refuse.ts";
import type { Ec2Resource } from "./resource.ts";

/**
 * The zone's id, e.g. `usw2-az1` for `us-west-2a`; AWS shuffles the letters per account, the simulator does
 * not.
 */
export function zoneIdOf({ region, zones }: Account, zone: string): string {
  const [area = "", ...rest] = region.split("-");
  const number = rest.pop() ?? "";
  const short = rest
    .map(
      (word) =>
        word
          .match(/north|south|east|west|central/g)
          ?.map(([letter]) => letter)
          .join("") ?? word[0],
    )
    .join("");
  return `${area}${short}${number}-az${zones.indexOf(zone) + 1}`;
}

/** The zone that a request names by name or id, or `otherwise` when it names none. */
export function zoneOf(
  account: Account,
  {
    AvailabilityZone: name,
    AvailabilityZoneId: id,
  }: { readonly AvailabilityZone?: string | undefined; readonly AvailabilityZoneId?: string | undefined },
  otherwise: string,
): string {
  if (name !== undefined && id !== undefined) {
    throw badCombination("The parameters availabilityZone and availabilityZoneId cannot be used together");
  }
  if (name === undefined && id === undefined) return otherwise;
  const found = account.zones.find((zone) => zone === name || zoneIdOf(account, zone) === id);
  if (found !== undefined) return found;
  throw new AwsError(
    "InvalidParameterValue",
    `Value (${name ?? id}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${account.zones.join(", ")}.`,
  );
}

/** The region's availability zones. */
export const availabilityZone: Ec2Resource = {
  operations: {
    /** DescribeAvailabilityZones: by name or id; those of the region, all opted in. */
    DescribeAvailabilityZones({ input, account }) {
      stopIfDryRun(input);
      for (const name of input.ZoneNames ?? []) {
        if (!account.zones.includes(name))
          throw new AwsError("InvalidParameterValue", `Invalid availability zone: [${name}]`);
      }
      for (const id of input.ZoneIds ?? []) {
        if (!account.zones.some((zone) => zoneIdOf(account, zone) === id)) {
          throw new AwsError("InvalidParameterValue", `Invalid availability zone-id: [${id}]`);
        }
      }
      const wanted = account.zones
        .map((name) => ({ name, id: zoneIdOf(account, name), tags: new Map<string, string>() }))
        .filter(({ name }) => (input.ZoneNames ?? [name]).includes(name))
        .filter(({ id }) => (input.ZoneIds ?? [id]).includes(id));
      const chosen = filtered(wanted, input.Filters, {
        "zone-name": ({ name }) => name,
        "zone-id": ({ id }) => id,
        "zone-type": () => "availability-zone",
        "region-name": () => account.region,
        "group-name": () => `${account.region}-zg-1`,
        "opt-in-status": () => "opt-in-not-required",
        state: () => "available",
        message: () => undefined,
      });
      return {
        AvailabilityZones: chosen.map(({ name, id }): AvailabilityZone => ({
          ZoneName: name,
          ZoneId: id,
          ZoneType: "availability-zone",
          RegionName: account.region,
          GroupName: `${account.region}-zg-1`,
          NetworkBorderGroup: account.region,
          OptInStatus: "opt-in-not-required",
          State: "available",
          Messages: [],
        })),
      };
    },
  },
};
