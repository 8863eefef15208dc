import type { RoleDetail } from "@aws-sdk/client-iam";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";

/** A role as the listing of all would show it, asked for by its name. It shows none of its profiles. */
export async function roleDetails({ clients: { iam }, request }: Look, RoleName: string): Promise<RoleDetail> {
  const { Role } = await iam.getRole({ RoleName }, request);
  const [names, AttachedManagedPolicies] = await Promise.all([
    items(
      (Marker) => iam.listRolePolicies({ RoleName, Marker }, request),
      ({ PolicyNames }) => PolicyNames,
      (page) => page.Marker,
    ),
    items(
      (Marker) => iam.listAttachedRolePolicies({ RoleName, Marker }, request),
      ({ AttachedPolicies }) => AttachedPolicies,
      (page) => page.Marker,
    ),
  ]);
  const RolePolicyList = await Promise.all(
    names.map((PolicyName) => iam.getRolePolicy({ RoleName, PolicyName }, request)),
  );
  return { ...Role, RolePolicyList, AttachedManagedPolicies };
}
