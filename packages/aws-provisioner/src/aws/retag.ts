import { ProvisionError } from "../engine/error.ts";
import type { Step } from "./cloud.ts";

/** Brings the blueprint's own tags of one resource to `tags`, and removes those named in `gone`. */
export async function retag(
  step: Step,
  kind: string,
  id: string,
  tags: Readonly<Record<string, string>>,
  gone: readonly string[],
): Promise<void> {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const write = writers[kind] ?? ec2;
  await write(step, id, list, gone);
}

type Write = (
  step: Step,
  id: string,
  tags: { Key: string; Value: string }[],
  gone: readonly string[],
) => Promise<unknown>;

const ec2: Write = async ({ ec2: client, http }, id, tags, gone) => {
  if (tags.length > 0) await client.createTags({ Resources: [id], Tags: tags }, http);
  if (gone.length > 0) await client.deleteTags({ Resources: [id], Tags: gone.map((Key) => ({ Key })) }, http);
};

const balancing: Write = async ({ balancing: client, http }, id, tags, gone) => {
  if (tags.length > 0) await client.addTags({ ResourceArns: [id], Tags: tags }, http);
  if (gone.length > 0) await client.removeTags({ ResourceArns: [id], TagKeys: [...gone] }, http);
};

const secrets: Write = async ({ secretsManager, http }, id, tags, gone) => {
  if (tags.length > 0) await secretsManager.tagResource({ SecretId: id, Tags: tags }, http);
  if (gone.length > 0) await secretsManager.untagResource({ SecretId: id, TagKeys: [...gone] }, http);
};

const role: Write = async ({ iam, http }, id, tags, gone) => {
  if (tags.length > 0) await iam.tagRole({ RoleName: id, Tags: tags }, http);
  if (gone.length > 0) await iam.untagRole({ RoleName: id, TagKeys: [...gone] }, http);
};

const groups: Write = async ({ autoScaling, http }, id, tags, gone) => {
  const of = { ResourceId: id, ResourceType: "auto-scaling-group" };
  const written = tags.map((tag) => ({ ...of, ...tag, PropagateAtLaunch: true }));
  if (tags.length > 0) await autoScaling.createOrUpdateTags({ Tags: written }, http);
  if (gone.length > 0) await autoScaling.deleteTags({ Tags: gone.map((Key) => ({ ...of, Key })) }, http);
};

const refuse: Write = async ({ address }) => {
  throw new ProvisionError("unplannable", `${address} bears no tags of its own`, { address });
};

const writers: Readonly<Record<string, Write>> = {
  "load-balancer": balancing,
  "target-group": balancing,
  listener: balancing,
  secret: secrets,
  authority: secrets,
  "precious-secret": secrets,
  role,
  "auto-scaling-group": groups,
  "dns-records": refuse,
  "security-group-rules": refuse,
};
