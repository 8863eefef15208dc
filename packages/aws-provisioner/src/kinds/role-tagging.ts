import type { Tagging } from "../aws/tagging.ts";
import { unlessGone } from "./unless-gone.ts";

/**
 * The tags of a role and of the instance profile that bears its name: no listing tells the profile's, and so
 * they are written before the role's own, which say that all is done.
 */
export const roleTagging: Tagging = {
  permissions: {
    write: ["iam:TagRole", "iam:TagInstanceProfile"],
    remove: ["iam:UntagRole", "iam:UntagInstanceProfile", "iam:TagRole", "iam:TagInstanceProfile"],
  },
  async change({ clients: { iam }, request }, id, written, gone) {
    const [Tags, TagKeys] = [[...written], [...gone]];
    const profile = { InstanceProfileName: id };
    if (gone.length > 0) {
      await unlessGone(iam.untagInstanceProfile({ ...profile, TagKeys }, request));
      await iam.untagRole({ RoleName: id, TagKeys }, request);
    }
    if (written.length > 0) {
      await unlessGone(iam.tagInstanceProfile({ ...profile, Tags }, request));
      await iam.tagRole({ RoleName: id, Tags }, request);
    }
  },
};
