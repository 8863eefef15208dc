import type { RoleDetail } from "@aws-sdk/client-iam";
import type { Look } from "../aws/cloud.ts";
import { anything, arnOf, type NamingScope } from "../aws/naming.ts";
import { items } from "../aws/pages.ts";
import { digest } from "../engine/digest.ts";

/**
 * The IAM path under which everything of a cluster stands. IAM is one for all regions, so the region is part
 * of it.
 */
export function iamPath({ region, cluster }: Pick<NamingScope, "region" | "cluster">): string {
  return `/drydock/${region}/${cluster}/`;
}

/**
 * A role's or profile's name, unique in the account: 64 characters are IAM's limit (IAM user guide, quotas).
 */
export function iamName(region: string, cluster: string, role: string): string {
  const name = `${cluster}-${role}-${region}`;
  return name.length <= 64 ? name : `${name.slice(0, 57)}-${digest(name).slice(0, 6)}`;
}

/** Patterns of the ARNs of a cluster's roles or profiles, in every region where it stands. */
export function iamArns(type: "role" | "instance-profile", scope: NamingScope): readonly string[] {
  return [arnOf(scope, "iam", `${type}${iamPath({ ...scope, region: anything })}*`)];
}

/** The cluster's roles with their policies and instance profiles, from one listing for both kinds. */
export function ownRoles(look: Look): Promise<readonly RoleDetail[]> {
  const {
    clients: { iam },
    request,
    once,
  } = look;
  return once("roles", async () => {
    const roles = await items(
      (Marker) => iam.getAccountAuthorizationDetails({ Filter: ["Role"], MaxItems: 1000, Marker }, request),
      ({ RoleDetailList }) => RoleDetailList,
      ({ Marker }) => Marker,
    );
    return roles.filter(({ Path }) => Path === iamPath(look));
  });
}
