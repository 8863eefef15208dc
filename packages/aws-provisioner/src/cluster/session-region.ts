import type { Connected } from "../aws/clients.ts";
import { ProvisionError, reasonOf } from "../engine/error.ts";
import { regionName } from "./scope-options.ts";

/**
 * The region of a run: that of its options, or what the SDK finds.
 *
 * @throws {ProvisionError} `invalid-option`, where there is none, or what there is names none.
 */
export async function regionOf(connected: Pick<Connected, "region">): Promise<string> {
  const region = await connected.region().catch((cause: unknown) => {
    // What the environment says may be no region at all, of which the SDK says more.
    const told = /^Region not accepted: region="(.+?)"/.exec(reasonOf(cause))?.[1];
    throw told === undefined
      ? new ProvisionError("invalid-option", "no region is given", { cause, hint: regionHint })
      : noRegion(told, cause);
  });
  if (!regionName.test(region)) throw noRegion(region);
  return region;
}

const regionHint = "Give the region option, or set AWS_REGION.";

function noRegion(name: string, cause?: unknown): ProvisionError {
  const message = `the environment's region, ${JSON.stringify(name)}, is not a region's name, such as us-west-2`;
  return new ProvisionError("invalid-option", message, {
    ...(cause !== undefined && { cause }),
    hint: `Nothing was sent. ${regionHint} A profile may name it, too.`,
  });
}
