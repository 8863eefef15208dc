import { paginateGetAccountAuthorizationDetails, type RoleDetail } from "@aws-sdk/client-iam";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";

/** The IAM path under which everything of a cluster stands. IAM is one for all regions, so the region is part of it. */
export function ownPath({ region, cluster }: Pick<Look, "region" | "cluster">): string {
  return `/drydock/${region}/${cluster}/`;
}

/** The cluster's roles with their policies and instance profiles, from one listing for both kinds. */
export function ownRoles(look: Look): Promise<readonly RoleDetail[]> {
  const { iam, http, once } = look;
  return once("roles", async () => {
    const pages = paginateGetAccountAuthorizationDetails({ client: iam, pageSize: 1000 }, { Filter: ["Role"] }, http);
    const roles = await items(pages, ({ RoleDetailList }) => RoleDetailList);
    return roles.filter(({ Path }) => Path === ownPath(look));
  });
}
