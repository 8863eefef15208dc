import type { InstanceProfile as AwsProfile, RoleDetail } from "@aws-sdk/client-iam";
import * as z from "zod/mini";
import { complete } from "../aws/answer.ts";
import type { Look, Step } from "../aws/cloud.ts";
import { kind } from "../aws/kind.ts";
import { items } from "../aws/pages.ts";
import { nameFrom } from "../aws/tags.ts";
import { iamArns, iamPath, ownRoles } from "./identity-details.ts";
import { seekEach } from "./seek-each.ts";
import { unlessGone } from "./unless-gone.ts";
import { Role } from "./role.ts";

interface NamedProfile {
  readonly profile: Pick<AwsProfile, "InstanceProfileName" | "Path" | "Arn" | "Roles">;
  readonly name: string | undefined;
}

/** What an instance launches with to take on its role. `roleName` is "" while it holds none. */
export const InstanceProfile = kind("instance-profile", {
  service: "iam",
  discovery: { seenWith: Role.name },
  usedBy: (design) => design.roles.length > 0,
  props: z.object({ profileName: z.string(), path: z.string(), roleName: z.string() }),
  arns: (scope) => iamArns("instance-profile", scope),
  naming: { field: "path", of: (cluster) => new RegExp(`^/drydock/[^/]+/${cluster}/$`) },
  mutable: ["roleName"],
  usable: "accepted",
  stable: { means: "holds its role; whether EC2 knows it yet, only a launch tells" },
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
    update: [
      "iam:AddRoleToInstanceProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:GetInstanceProfile",
      "iam:PassRole",
    ],
    delete: ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
  },
  find: ownProfiles,
  seek: ({ clients: { iam }, request }, sought) =>
    seekEach(sought, async ({ profileName }): Promise<NamedProfile | undefined> => {
      const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: profileName }, request);
      if (InstanceProfile === undefined) return undefined;
      return { profile: InstanceProfile, name: nameFrom(InstanceProfile.Tags, "instance-profile") };
    }),
  read({ profile, name }: NamedProfile, look) {
    if (profile.Path !== iamPath(look)) return undefined;
    const {
      InstanceProfileName: id,
      Path: path,
      Arn: arn,
      Roles = [],
    } = complete(profile, "InstanceProfileName", "Path", "Arn");
    const props = { profileName: id, path, roleName: Roles[0]?.RoleName ?? "" };
    return { id, name, props, outputs: { arn }, status: "ready" };
  },
  async create(step, { profileName, path }) {
    const profile = await createOrAdopt(step, profileName, path);
    return profile && { profile, name: step.name };
  },
  async update(step, { id, props }, { roleName }) {
    if (props.roleName !== "") await takeOut(step, id, props.roleName);
    if (roleName !== "") await putIn(step, id, roleName);
  },
  async delete(step, { id, props }) {
    if (props.roleName !== "") await takeOut(step, id, props.roleName);
    await step.clients.iam.deleteInstanceProfile({ InstanceProfileName: id }, step.request);
  },
});

/** An earlier try may have taken it out and gone no further. */
async function takeOut({ clients: { iam }, request }: Step, id: string, role: string): Promise<void> {
  await unlessGone(iam.removeRoleFromInstanceProfile({ InstanceProfileName: id, RoleName: role }, request));
}

/**
 * A profile holds one role, and refuses another: also the same one, which an earlier try may have put in
 * without an answer. Listings tell of that late, the profile itself at once.
 */
async function putIn(step: Step, id: string, role: string): Promise<void> {
  const { iam } = step.clients;
  const add = () => iam.addRoleToInstanceProfile({ InstanceProfileName: id, RoleName: role }, step.request);
  try {
    await add();
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith("LimitExceeded")) throw error;
    const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: id }, step.request);
    const held = InstanceProfile?.Roles?.[0]?.RoleName;
    if (held === role) return;
    if (held === undefined) throw error;
    await takeOut(step, id, held);
    await add();
  }
}

/**
 * Profiles come with the roles that they hold, at no call of their own. Only where a role lacks one, or no
 * role is left, may there be profiles that no role mentions (an interrupted create or delete), and then they
 * are listed by path.
 */
async function ownProfiles(look: Look): Promise<readonly NamedProfile[]> {
  const {
    clients: { iam },
    request,
  } = look;
  const roles = await ownRoles(look);
  const held = roles.flatMap((role) => (role.InstanceProfileList ?? []).map((profile) => ({ profile, role })));
  const isComplete = roles.length > 0 && roles.every(({ InstanceProfileList = [] }) => InstanceProfileList.length > 0);
  const list = () =>
    items(
      (Marker) => iam.listInstanceProfiles({ PathPrefix: iamPath(look), Marker }, request),
      ({ InstanceProfiles }) => InstanceProfiles,
      (page) => page.Marker,
    );
  const listed = isComplete ? [] : await list();
  const known = new Set(held.map(({ profile }) => profile.InstanceProfileName));
  const stray = listed.flatMap((profile) =>
    known.has(profile.InstanceProfileName) ? [] : [{ profile, role: undefined }],
  );
  return Promise.all([...held, ...stray].map(({ profile, role }) => named(look, profile, role)));
}

/**
 * Listings carry no tags of profiles. One that is called like the role it holds bears that role's name;
 * others are asked.
 */
async function named(
  { clients: { iam }, request }: Look,
  profile: AwsProfile,
  role: RoleDetail | undefined,
): Promise<NamedProfile> {
  const { InstanceProfileName } = profile;
  if (role !== undefined && role.RoleName === InstanceProfileName)
    return { profile, name: nameFrom(role.Tags, Role.name) };
  const answer = await unlessGone(iam.getInstanceProfile({ InstanceProfileName }, request));
  return { profile, name: nameFrom(answer?.InstanceProfile?.Tags, InstanceProfile.name) };
}

async function createOrAdopt(
  { clients: { iam }, tags, request }: Step,
  name: string,
  path: string,
): Promise<AwsProfile | undefined> {
  try {
    const input = { InstanceProfileName: name, Path: path, Tags: [...tags] };
    return (await iam.createInstanceProfile(input, request)).InstanceProfile;
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith("EntityAlreadyExists")) throw error;
    const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: name }, request);
    if (InstanceProfile?.Path !== path) throw error;
    return InstanceProfile;
  }
}
