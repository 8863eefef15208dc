import { renderJson } from "../render-json.ts";
import { atSpecOf } from "../render.ts";
import type { Config } from "../spec/ignition-config.ts";
import { findTarget, type Target, type TargetName } from "../targets.ts";
import { type Breakdown, externalBreakdown, packedBreakdown, plainBreakdown } from "./breakdown.ts";
import { shortestResource, unpackedResource } from "./data-resource.ts";
import { envelope } from "./envelope.ts";
import { externalObject, type ExternalObject, externalReference, type StoreUrl } from "./external-object.ts";
import { mapResources } from "./map-resources.ts";
import { UserDataTooLargeError } from "./user-data-too-large-error.ts";

/** How user data was made to fit, from the plainest to the most roundabout. */
export type FitTactic = "minimal" | "shortest-urls" | "envelope" | "external";

export interface FitOptions {
  /** Most bytes of user data, before base64; 16,384 (the limit of EC2) when absent. */
  readonly limit?: number;
  /** The release that will read it; without one, any spec is fine. */
  readonly target?: TargetName | Target;
  /** Allows the last tactic: says under which URL the config's text will be readable. The result holds the object to put there. */
  readonly store?: StoreUrl;
}

export interface FittedUserData {
  /** The text to pass on, not base64. */
  readonly userData: string;
  readonly tactic: FitTactic;
  /** Which entry costs how much. */
  readonly breakdown: Breakdown;
  /** What has to be stored before a node boots: one object with the tactic `external`, else none. */
  readonly objects: readonly ExternalObject[];
}

/**
 * The config as user data of at most `limit` bytes, by the first of these that fits: minimal JSON; the shortest `data:` URL
 * for each resource; a compressed envelope with a hash; a reference with a hash to an object in the caller's store. Equal configs give
 * equal bytes on every machine. Throws a `UserDataTooLargeError` with the breakdown when none fits.
 */
export function fitUserData(config: Config, options: FitOptions = {}): FittedUserData {
  const limit = checkedLimit(options.limit ?? 16_384);
  const target = options.target === undefined ? undefined : findTarget(options.target);
  const minimal = fitPlain("minimal", atSpecOf(config, target), limit);
  if (minimal.breakdown.total <= limit) return minimal;
  const short = fitPlain("shortest-urls", atSpecOf(mapResources(config, shortestResource), target), limit);
  if (short.breakdown.total <= limit) return short;
  const packed = fitPacked(atSpecOf(mapResources(config, unpackedResource), target), limit);
  if (packed.breakdown.total <= limit) return packed;
  if (options.store) return fitExternal(atSpecOf(config, target), limit, options.store);
  throw new UserDataTooLargeError(packed.breakdown.total < short.breakdown.total ? packed.breakdown : short.breakdown);
}

function checkedLimit(limit: number): number {
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new RangeError(`limit ${limit} is no size: give a whole number of bytes, such as 16384`);
}

function fitPlain(tactic: FitTactic, config: Config, limit: number): FittedUserData {
  const userData = renderJson(config);
  return { userData, tactic, breakdown: plainBreakdown(config, Buffer.byteLength(userData), limit), objects: [] };
}

function fitPacked(config: Config, limit: number): FittedUserData {
  const userData = renderJson(envelope(renderJson(config)));
  const frame = Buffer.byteLength(renderJson(envelope("")));
  return { userData, tactic: "envelope", breakdown: packedBreakdown(config, frame, Buffer.byteLength(userData), limit), objects: [] };
}

function fitExternal(config: Config, limit: number, store: StoreUrl): FittedUserData {
  const object = externalObject(renderJson(config), store);
  const userData = renderJson(externalReference(object, config));
  const breakdown = externalBreakdown(config, Buffer.byteLength(userData), limit);
  if (breakdown.total > limit) throw new UserDataTooLargeError(breakdown);
  return { userData, tactic: "external", breakdown, objects: [object] };
}
