import { hexDigest } from "@drydock/systemd/ground";
import { type AnyTag, tagValue } from "../aws/tags.ts";

/** What is said at the launch of a machine and no listing tells: it is kept in tags. */
const keys = {
  userDataHash: "drydock:user-data",
  rootVolume: "drydock:root-volume",
  publicAddress: "drydock:public-address",
} as const;

/** The keys of those tags. */
export const launchTagKeys: readonly string[] = Object.values(keys);

interface Launch {
  /** Base64. */
  readonly userData: string;
  /** GiB. */
  readonly rootVolume: number;
  readonly publicAddress?: boolean | undefined;
}

/** The tags that keep what a launch said, by key. */
export function launchTags({ userData, rootVolume, publicAddress = false }: Launch): Record<string, string> {
  return {
    // SHA-256 in hexadecimal of the text as it is sent.
    [keys.userDataHash]: hexDigest("sha256", userData),
    [keys.rootVolume]: String(rootVolume),
    [keys.publicAddress]: String(publicAddress),
  };
}

/**
 * What a launch said, as its tags tell it; what no launch of Drydock's said equals nothing that is wanted.
 */
export function readLaunchTags(tags: readonly AnyTag[] | undefined): {
  readonly userDataHash: string;
  readonly rootVolume: number;
  readonly publicAddress: boolean;
} {
  return {
    userDataHash: tagValue(tags, keys.userDataHash) ?? "",
    rootVolume: Number(tagValue(tags, keys.rootVolume) ?? 0),
    publicAddress: tagValue(tags, keys.publicAddress) === "true",
  };
}
