import type { Route53 } from "@aws-sdk/client-route-53";
import { service } from "../service.ts";
import { changeBatch } from "./change-batch.ts";
import { change } from "./change.ts";
import { constraints } from "./constraints.gen.ts";
import { invalidInput } from "./errors.ts";
import { hostedZone } from "./hosted-zone.ts";
import { recordListing } from "./record-listing.ts";
import { zoneTagging } from "./tagging.ts";
import { zoneListing } from "./zone-listing.ts";
import { zoneVpc } from "./zone-vpc.ts";

// Requests may name a zone or change with its path, as answers do.
function withoutPaths(input: object): object {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "string" && ["Id", "HostedZoneId", "ResourceId"].includes(name)
        ? value.replace(/^\/?(hostedzone|change)\//, "")
        : value,
    ]),
  );
}

/** Amazon Route 53: hosted zones and their records. Health checks and traffic policies are not modelled. */
export const route53 = service<Route53>({
  id: "Route53",
  resources: [hostedZone, zoneListing, zoneVpc, changeBatch, recordListing, change, zoneTagging],
  rules: { constraints, refuse: invalidInput, normalise: withoutPaths },
});
