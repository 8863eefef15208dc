import type { Step } from "./cloud.ts";
import type { TagPair } from "./tags.ts";

/** How a service changes the tags of what stands, and the actions that this needs. */
export interface Tagging {
  readonly permissions: {
    /** To write a tag, or another value of one. */
    readonly write: readonly string[];
    /** To take one away, and tell which are left of those that Drydock wrote. */
    readonly remove: readonly string[];
  };
  /**
   * Takes away the tags of one resource whose keys are in `gone`, and then brings it to `written`. Empty
   * lists make no call.
   */
  readonly change: (step: Step, id: string, written: readonly TagPair[], gone: readonly string[]) => Promise<void>;
}

export const ec2Tagging: Tagging = {
  permissions: { write: ["ec2:CreateTags"], remove: ["ec2:DeleteTags", "ec2:CreateTags"] },
  async change({ clients: { ec2 }, request }, id, written, gone) {
    if (gone.length > 0) await ec2.deleteTags({ Resources: [id], Tags: gone.map((Key) => ({ Key })) }, request);
    if (written.length > 0) await ec2.createTags({ Resources: [id], Tags: [...written] }, request);
  },
};

export const balancingTagging: Tagging = {
  permissions: {
    write: ["elasticloadbalancing:AddTags"],
    remove: ["elasticloadbalancing:RemoveTags", "elasticloadbalancing:AddTags"],
  },
  async change({ clients: { balancing }, request }, id, written, gone) {
    if (gone.length > 0) await balancing.removeTags({ ResourceArns: [id], TagKeys: [...gone] }, request);
    if (written.length > 0) await balancing.addTags({ ResourceArns: [id], Tags: [...written] }, request);
  },
};

export const secretTagging: Tagging = {
  permissions: {
    write: ["secretsmanager:TagResource"],
    remove: ["secretsmanager:UntagResource", "secretsmanager:TagResource"],
  },
  async change({ clients: { secretsManager }, request }, id, written, gone) {
    if (gone.length > 0) await secretsManager.untagResource({ SecretId: id, TagKeys: [...gone] }, request);
    if (written.length > 0) await secretsManager.tagResource({ SecretId: id, Tags: [...written] }, request);
  },
};
