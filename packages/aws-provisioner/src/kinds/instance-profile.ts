import { type InstanceProfile as AwsProfile, paginateListInstanceProfiles, type RoleDetail } from "@aws-sdk/client-iam";
import { z } from "zod";
import { kind, type Look, type Step } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";
import { nameFrom } from "../aws/tags.ts";
import { ownPath, ownRoles } from "./identity-details.ts";
import { unlessGone } from "./unless-gone.ts";

interface NamedProfile {
  readonly profile: Pick<AwsProfile, "InstanceProfileName" | "Path" | "Arn" | "Roles">;
  readonly name: string | undefined;
}

/** What an instance launches with to take on its role. `roleName` is "" while it holds none. */
export const InstanceProfile = kind("instance-profile", {
  props: z.object({ profileName: z.string(), path: z.string(), roleName: z.string() }),
  mutable: ["roleName"],
  usable: "accepted",
  seconds: { create: 8, delete: 1 },
  permissions: {
    find: ["iam:GetAccountAuthorizationDetails", "iam:ListInstanceProfiles", "iam:GetInstanceProfile"],
    create: [
      "iam:CreateInstanceProfile",
      "iam:TagInstanceProfile",
      "iam:GetInstanceProfile",
      "iam:AddRoleToInstanceProfile",
      "iam:PassRole",
    ],
    update: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:PassRole"],
    delete: ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
  },
  find: ownProfiles,
  read({ profile, name }: NamedProfile, look) {
    if (profile.Path !== ownPath(look)) return undefined;
    return {
      id: profile.InstanceProfileName!,
      name,
      props: {
        profileName: profile.InstanceProfileName!,
        path: profile.Path,
        roleName: profile.Roles?.[0]?.RoleName ?? "",
      },
      outputs: { arn: profile.Arn! },
      status: "ready",
    };
  },
  async create(step, { profileName, path }) {
    const name = step.address.slice(step.address.indexOf("/") + 1);
    const profile = await createOrAdopt(step, profileName, path);
    return profile && { profile, name };
  },
  async update({ iam, http }, { id, props }, { roleName }) {
    const of = (name: string) => ({ InstanceProfileName: id, RoleName: name });
    if (props.roleName !== "") await iam.removeRoleFromInstanceProfile(of(props.roleName), http);
    if (roleName !== "") await iam.addRoleToInstanceProfile(of(roleName), http);
  },
  async delete({ iam, http }, { id, props }) {
    if (props.roleName !== "") {
      // An earlier try may have taken it out and gone no further.
      await unlessGone(iam.removeRoleFromInstanceProfile({ InstanceProfileName: id, RoleName: props.roleName }, http));
    }
    await iam.deleteInstanceProfile({ InstanceProfileName: id }, http);
  },
});

/**
 * Profiles come with the roles that they hold, at no call of their own. Only where a role lacks one, or no role is left, may there be
 * profiles that no role mentions (an interrupted create or delete), and then they are listed by path.
 */
async function ownProfiles(look: Look): Promise<readonly NamedProfile[]> {
  const { iam, http } = look;
  const roles = await ownRoles(look);
  const held = roles.flatMap((role) => (role.InstanceProfileList ?? []).map((profile) => ({ profile, role })));
  const complete = roles.length > 0 && roles.every(({ InstanceProfileList = [] }) => InstanceProfileList.length > 0);
  const pages = paginateListInstanceProfiles({ client: iam }, { PathPrefix: ownPath(look) }, http);
  const listed = complete ? [] : await items(pages, ({ InstanceProfiles }) => InstanceProfiles);
  const known = new Set(held.map(({ profile }) => profile.InstanceProfileName));
  const stray = listed.flatMap((profile) =>
    known.has(profile.InstanceProfileName) ? [] : [{ profile, role: undefined }],
  );
  return Promise.all([...held, ...stray].map(({ profile, role }) => named(look, profile, role)));
}

/** Listings carry no tags of profiles. One that is called like the role it holds bears that role's name; others are asked. */
async function named({ iam, http }: Look, profile: AwsProfile, role: RoleDetail | undefined): Promise<NamedProfile> {
  const { InstanceProfileName } = profile;
  if (role !== undefined && role.RoleName === InstanceProfileName)
    return { profile, name: nameFrom(role.Tags, "role") };
  const answer = await unlessGone(iam.getInstanceProfile({ InstanceProfileName }, http));
  return { profile, name: nameFrom(answer?.InstanceProfile?.Tags, "instance-profile") };
}

async function createOrAdopt({ iam, tags, http }: Step, name: string, path: string): Promise<AwsProfile | undefined> {
  try {
    const input = { InstanceProfileName: name, Path: path, Tags: [...tags] };
    return (await iam.createInstanceProfile(input, http)).InstanceProfile;
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith("EntityAlreadyExists")) throw error;
    const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: name }, http);
    if (InstanceProfile?.Path !== path) throw error;
    return InstanceProfile;
  }
}
