import { regionNames } from "./region-names.ts";

/** What the system says of a name that it asked for and that there is not, and the region in that name. */
const notFound = /ENOTFOUND (?:\S+\.)?(?<region>[a-z]+(?:-[a-z]+)+-\d)\.(?:amazonaws|api)\./;

/**
 * The region of an address that could not be found, where no region of that name is known: waiting for a
 * network would be in vain.
 */
export function unknownRegionIn(error: unknown): string | undefined {
  const region = error instanceof Error ? notFound.exec(error.message)?.groups?.["region"] : undefined;
  return region === undefined || regionNames.includes(region) ? undefined : region;
}
