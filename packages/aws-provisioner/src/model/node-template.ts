import { templateName } from "../kinds/launch-template.ts";
import type { RoleSurroundings } from "./node-surroundings.ts";

/** What the launch templates of members and of groups have in common. */
export function templateProps(at: RoleSurroundings, name: string, userData: string) {
  const { design, facts, role } = at;
  const { id: imageId, rootDevice } = facts.imageOf(role.image);
  return {
    templateName: templateName(design.name, name),
    imageId,
    instanceType: role.instanceType,
    userData: Buffer.from(userData).toString("base64"),
    profileName: at.profileOf(role.identity),
    rootDevice,
    rootVolume: role.rootVolume,
    metadataHops: role.metadataHops,
    keyName: at.keys.nameOf(at.role),
    instanceTags: {},
  };
}
