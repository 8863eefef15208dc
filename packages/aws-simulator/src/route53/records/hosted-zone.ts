import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { table } from "../../resource.ts";
import type { Account } from "../../state.ts";
import { route53Error } from "../errors.ts";

/** A hosted zone. */
export interface HostedZoneRecord {
  /** Without `/hostedzone/`. */
  readonly id: string;
  /** With its final dot. */
  readonly name: string;
  readonly callerReference: string;
  readonly isPrivate: boolean;
  comment: string | undefined;
  readonly vpcs: Map<string, string>;
  readonly nameServers: readonly string[];
  readonly tags: Map<string, string>;
  /** By {@link recordKey}. */
  readonly records: Map<string, ResourceRecordSet>;
}

/** The account's hosted zones by id. */
export const zones = table<HostedZoneRecord>("route53/hosted-zones", "Route53");

/** Finds a hosted zone by its id, without `/hostedzone/`. */
export function zoneOf(account: Account, id: string): HostedZoneRecord {
  const zone = account.of(zones).get(id);
  if (zone === undefined) throw route53Error("NoSuchHostedZone", `No hosted zone found with ID: ${id}`, 404);
  return zone;
}
