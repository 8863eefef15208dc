import type { IAM, InstanceProfile, ListInstanceProfilesResponse } from "@aws-sdk/client-iam";
import { publishInstanceProfile, withdrawInstanceProfile } from "../ec2/instance-profiles.ts";
import { writeTags } from "../request/tag-list.ts";
import { asListed, resource } from "../resource.ts";
import type { Account } from "../state.ts";
import { entityTags } from "./entity-tags.ts";
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from "./errors.ts";
import { entityArn, isTaken, uniqueId } from "./ids.ts";
import { pageOf, type PageInput } from "./page.ts";
import { type InstanceProfileRecord, profileNamed, profiles } from "./records/instance-profile.ts";
import { roleNamed } from "./records/role.ts";
import { shownRole } from "./role.ts";

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

function listed(
  account: Account,
  profiles: readonly InstanceProfileRecord[],
  input: PageInput,
): ListInstanceProfilesResponse {
  const { rows, rest } = pageOf(profiles, ({ name }) => name, input);
  return { InstanceProfiles: rows.map((profile) => shownProfile(account, profile, "listed")), ...rest };
}

/** Instance profiles, through which an instance has a role. */
export const instanceProfile = resource<IAM, InstanceProfileRecord>({
  type: "instance-profile",
  table: profiles,
  tags: ({ tags }) => tags,
  inventory: ({ arn, path, role }) => ({ attributes: { arn, path, role } }),
  operations: {
    /** CreateInstanceProfile: EC2 hears of it once it holds a role. */
    CreateInstanceProfile({ input, account, now }) {
      const { InstanceProfileName: name, Path: path = "/" } = input;
      if (isTaken(name, account.of(profiles).keys())) {
        throw alreadyExists(`Instance Profile ${name} already exists.`);
      }
      const tags = entityTags(input.Tags);
      if (account.of(profiles).size >= 1000)
        throw limitExceeded("Cannot exceed quota for InstanceProfilesPerAccount: 1000");
      const profile: InstanceProfileRecord = {
        name,
        path,
        id: uniqueId(account, "instance-profile"),
        arn: entityArn(account, "instance-profile", path, name),
        created: now,
        role: undefined,
        tags,
      };
      account.of(profiles).set(name, profile);
      return { InstanceProfile: shownProfile(account, profile, "whole") };
    },

    /** GetInstanceProfile. */
    GetInstanceProfile({ input, account }) {
      return {
        InstanceProfile: shownProfile(account, profileNamed(account, input.InstanceProfileName), "whole"),
      };
    },

    /** ListInstanceProfiles by path prefix. */
    ListInstanceProfiles({ input, account }) {
      return listed(
        account,
        asListed(account, profiles).filter(({ path }) => path.startsWith(input.PathPrefix ?? "/")),
        input,
      );
    },

    /** ListInstanceProfilesForRole. */
    ListInstanceProfilesForRole({ input, account }) {
      const { name } = roleNamed(account, input.RoleName);
      return listed(
        account,
        [...account.of(profiles).values()].filter(({ role }) => role === name),
        input,
      );
    },

    /**
     * AddRoleToInstanceProfile: one role at most; a second, even the same, is LimitExceeded. EC2 can use it
     * some seconds later.
     */
    AddRoleToInstanceProfile({ input, account, now }) {
      const profile = profileNamed(account, input.InstanceProfileName);
      const role = roleNamed(account, input.RoleName);
      if (profile.role !== undefined)
        throw limitExceeded("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
      profile.role = role.name;
      publishInstanceProfile({ account, now }, profile);
      return {};
    },

    /** RemoveRoleFromInstanceProfile. */
    RemoveRoleFromInstanceProfile({ input, account }) {
      const profile = profileNamed(account, input.InstanceProfileName);
      if (profile.role !== input.RoleName) throw noSuchEntity(`The role with name ${input.RoleName} cannot be found.`);
      profile.role = undefined;
      withdrawInstanceProfile({ account }, profile.name);
      return {};
    },

    /** DeleteInstanceProfile: refused while it holds a role. */
    DeleteInstanceProfile({ input, account }) {
      const profile = profileNamed(account, input.InstanceProfileName);
      if (profile.role !== undefined)
        throw deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
      account.of(profiles).delete(profile.name);
      return {};
    },
  },
});
