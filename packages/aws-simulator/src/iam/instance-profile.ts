import type {
  AddRoleToInstanceProfileCommandInput,
  AddRoleToInstanceProfileCommandOutput,
  CreateInstanceProfileCommandInput,
  CreateInstanceProfileCommandOutput,
  DeleteInstanceProfileCommandInput,
  DeleteInstanceProfileCommandOutput,
  GetInstanceProfileCommandInput,
  GetInstanceProfileCommandOutput,
  InstanceProfile,
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesCommandOutput,
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput,
  RemoveRoleFromInstanceProfileCommandInput,
  RemoveRoleFromInstanceProfileCommandOutput,
} from "@aws-sdk/client-iam";
import { publishInstanceProfile, withdrawInstanceProfile } from "../ec2/instance-profiles.ts";
import type { CheckedHandler } from "../request/checked-handlers.ts";
import { page } from "../request/page.ts";
import { writeTags } from "../request/tag-list.ts";
import type { Account } from "../state.ts";
import { addEntityTags } from "./entity-tags.ts";
import {
  alreadyExists,
  deleteConflict,
  invalidMarker,
  limitExceeded,
  noSuchEntity,
  profileNamed,
  roleNamed,
} from "./errors.ts";
import { entityArn, uniqueId } from "./ids.ts";
import { shownRole } from "./role.ts";
import { iamOf, type InstanceProfileRecord } from "./state.ts";

/** A profile as answers show it; listings leave out its tags, as IAM does. */
export function shownProfile(
  account: Account,
  profile: InstanceProfileRecord,
  detail: "listed" | "whole",
): InstanceProfile {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: new Date(profile.created),
    Roles: profile.role === undefined ? [] : [shownRole(roleNamed(account, profile.role), "listed")],
    ...(detail === "whole" && { Tags: writeTags(profile.tags) }),
  };
}

/** CreateInstanceProfile: EC2 hears of it once it holds a role. */
export const createInstanceProfile: CheckedHandler<
  CreateInstanceProfileCommandInput,
  CreateInstanceProfileCommandOutput
> = ({ input, account, now }) => {
  const { profiles } = iamOf(account);
  const { InstanceProfileName: name, Path: path = "/" } = input;
  if ([...profiles.keys()].some((taken) => taken.toLowerCase() === name.toLowerCase())) {
    throw alreadyExists(`Instance Profile ${name} already exists.`);
  }
  const tags = new Map<string, string>();
  addEntityTags(tags, input.Tags);
  if (profiles.size >= 1000) throw limitExceeded("Cannot exceed quota for InstanceProfilesPerAccount: 1000");
  const profile: InstanceProfileRecord = {
    name,
    path,
    id: uniqueId(account, "instance-profile"),
    arn: entityArn(account, "instance-profile", path, name),
    created: now,
    role: undefined,
    tags,
  };
  profiles.set(name, profile);
  return { InstanceProfile: shownProfile(account, profile, "whole") };
};

/** GetInstanceProfile. */
export const getInstanceProfile: CheckedHandler<GetInstanceProfileCommandInput, GetInstanceProfileCommandOutput> = ({
  input,
  account,
}) => ({
  InstanceProfile: shownProfile(account, profileNamed(account, input.InstanceProfileName), "whole"),
});

function listed(
  account: Account,
  profiles: readonly InstanceProfileRecord[],
  { MaxItems = 100, Marker }: { MaxItems?: number | undefined; Marker?: string | undefined },
): { InstanceProfiles: InstanceProfile[]; IsTruncated: boolean; Marker?: string } {
  const { rows, next } = page(profiles, {
    key: ({ name }) => name,
    limit: MaxItems,
    token: Marker,
    refuse: invalidMarker,
  });
  return {
    InstanceProfiles: rows.map((profile) => shownProfile(account, profile, "listed")),
    IsTruncated: next !== undefined,
    ...(next !== undefined && { Marker: next }),
  };
}

/** ListInstanceProfiles by path prefix. */
export const listInstanceProfiles: CheckedHandler<
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesCommandOutput
> = ({ input, account }) =>
  listed(
    account,
    [...iamOf(account).profiles.values()].filter(({ path }) => path.startsWith(input.PathPrefix ?? "/")),
    input,
  );

/** ListInstanceProfilesForRole. */
export const listInstanceProfilesForRole: CheckedHandler<
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput
> = ({ input, account }) => {
  const { name } = roleNamed(account, input.RoleName);
  return listed(
    account,
    [...iamOf(account).profiles.values()].filter(({ role }) => role === name),
    input,
  );
};

/** AddRoleToInstanceProfile: one role at most; a second, even the same, is LimitExceeded. EC2 can use it some seconds later. */
export const addRoleToInstanceProfile: CheckedHandler<
  AddRoleToInstanceProfileCommandInput,
  AddRoleToInstanceProfileCommandOutput
> = ({ input, account, now }) => {
  const profile = profileNamed(account, input.InstanceProfileName);
  const role = roleNamed(account, input.RoleName);
  if (profile.role !== undefined) throw limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
  profile.role = role.name;
  publishInstanceProfile({ account, now }, profile);
  return {};
};

/** RemoveRoleFromInstanceProfile. */
export const removeRoleFromInstanceProfile: CheckedHandler<
  RemoveRoleFromInstanceProfileCommandInput,
  RemoveRoleFromInstanceProfileCommandOutput
> = ({ input, account }) => {
  const profile = profileNamed(account, input.InstanceProfileName);
  if (profile.role !== input.RoleName) throw noSuchEntity(`The role with name ${input.RoleName} cannot be found.`);
  profile.role = undefined;
  withdrawInstanceProfile({ account }, profile.name);
  return {};
};

/** DeleteInstanceProfile: refused while it holds a role. */
export const deleteInstanceProfile: CheckedHandler<
  DeleteInstanceProfileCommandInput,
  DeleteInstanceProfileCommandOutput
> = ({ input, account }) => {
  const profile = profileNamed(account, input.InstanceProfileName);
  if (profile.role !== undefined)
    throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
  iamOf(account).profiles.delete(profile.name);
  return {};
};
