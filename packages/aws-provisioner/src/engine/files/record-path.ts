import { join } from "node:path";
import { ProvisionError } from "../error.ts";

/**
 * Names of devices on Windows, whatever extension follows. An underscore, which no name has, makes files of
 * them; on every system, so that a folder can move.
 */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Longer than any name of an account, region or cluster; with what a draft adds, file systems take it. */
const longest = 128;

/**
 * Where the record of a cluster lies, below a folder: `<account>/<region>/<cluster>.json`, or without the
 * first two for a cluster of no known place. Lower-case letters, digits and hyphens mean the same file
 * everywhere, and lead out of no folder: nothing else is a name.
 *
 * @throws {ProvisionError} `invalid-option`.
 */
export function recordPath(folder: string, cluster: string, place?: { account: string; region: string }): string {
  const folders =
    place === undefined ? [] : [fileName("an account", place.account), fileName("a region", place.region)];
  return join(folder, ...folders, `${fileName("a cluster", cluster)}.json`);
}

function fileName(whose: string, name: unknown): string {
  if (typeof name !== "string" || !/^[a-z0-9-]+$/.test(name) || name.length > longest) {
    const told = typeof name === "string" ? JSON.stringify(name.slice(0, longest)) : typeof name;
    throw new ProvisionError("invalid-option", `${told} is no name of ${whose}`, {
      hint: `Names of files are made of it: lower-case letters, digits and hyphens, ${longest} at most.`,
    });
  }
  return devices.test(name) ? `${name}_` : name;
}
