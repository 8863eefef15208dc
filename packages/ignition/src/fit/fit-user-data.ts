import { checkOptions, methods, object, userDataLimit, valueLike } from "@drydock/systemd/ground";
import { IgnitionOptionError } from "../ignition-option-error.ts";
import { printJson } from "../render/print-json.ts";
import { targetLints } from "../render/target-lints.ts";
import { lintsOption } from "../validate/lints-option.ts";
import { targetOption } from "../target/target-option.ts";
import { configForTarget, type RenderLints } from "../render/config-for-target.ts";
import type { Config } from "../spec/ignition-config.ts";
import { findTarget, type Target, type TargetName } from "../target/targets.ts";
import { type Breakdown, externalBreakdown, packedBreakdown, plainBreakdown } from "./breakdown.ts";
import { shortestResource, unpackedResource } from "./data-resource.ts";
import { envelope } from "./envelope.ts";
import { externalObject, type ExternalObject, externalReference, type StoreUrl } from "./external-object.ts";
import { mapResources } from "./map-resources.ts";
import { UserDataTooLargeError } from "./user-data-too-large-error.ts";

/** How user data was made to fit, from the plainest to the most roundabout. */
export type FitTactic = "minimal" | "shortest-urls" | "envelope" | "external";

/** How small user data has to be, and who reads it. */
export interface FitOptions {
  /** Most bytes of user data, before base64; 16,384 (the limit of EC2) when absent. */
  readonly limit?: number;
  /** The release that will read it; without one, any spec is fine. */
  readonly target?: TargetName | Target;
  /** The checks beyond Ignition's own, those of the release included; all when absent. */
  readonly lints?: RenderLints;
  /**
   * Allows the last tactic: says under which URL the config's text will be readable. The result holds the
   * object to put there.
   */
  readonly store?: StoreUrl;
}

const fitOptions = object<FitOptions>({
  limit: valueLike((value) => typeof value === "number", "a whole number of bytes"),
  target: targetOption,
  lints: lintsOption(targetLints),
  store: methods<StoreUrl>("a function that gives a URL"),
});

/** User data that fits, and how it was made to. */
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
 * The config as user data of at most `limit` bytes, by the first of these that fits: minimal JSON; the
 * shortest `data:` URL for each resource; a compressed envelope with a hash; a reference with a hash to an
 * object in the caller's store. Equal configs give equal bytes on every machine.
 *
 * @throws {RenderError} `unfit-for-target`, when the target would refuse the config.
 * @throws {UserDataTooLargeError} `user-data-too-large`, with the breakdown, when nothing fits.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {IgnitionOptionError} `user-data-limit`, when the limit is no whole number of bytes;
 * `unknown-target`, when there is no such release.
 *
 * @example
 * ```ts
 * import { file, fitUserData } from "@drydock/ignition";
 *
 * const files = [file("/etc/app.conf", { contents: "option = value\n".repeat(2000) })];
 * const { tactic, breakdown } = fitUserData({ ignition: { version: "3.3.0" }, storage: { files } }, { target: "flatcar-4593" });
 * tactic; // "shortest-urls"
 * breakdown.total < 1000; // true
 * ```
 */
export function fitUserData(config: Config, options: FitOptions = {}): FittedUserData {
  checkOptions("fitUserData", fitOptions, options);
  const limit = checkedLimit(options.limit ?? userDataLimit);
  const target = options.target === undefined ? undefined : findTarget(options.target);
  const checked = configForTarget(config, { target, lints: options.lints });
  const minimal = fitPlain("minimal", checked, limit);
  if (minimal.breakdown.total <= limit) return minimal;
  const short = fitPlain("shortest-urls", withPackedReferences(mapResources(checked, shortestResource)), limit);
  if (short.breakdown.total <= limit) return short;
  const packed = fitPacked(mapResources(checked, unpackedResource), limit);
  if (packed.breakdown.total <= limit) return packed;
  if (options.store) return fitExternal(checked, limit, options.store, target);
  throw new UserDataTooLargeError(packed.breakdown.total < short.breakdown.total ? packed.breakdown : short.breakdown);
}

function checkedLimit(limit: number): number {
  if (Number.isInteger(limit) && limit > 0) return limit;
  const hint = `Give a whole number of bytes, such as ${userDataLimit}.`;
  throw new IgnitionOptionError("user-data-limit", `limit ${limit} is no size`, hint);
}

function fitPlain(tactic: FitTactic, config: Config, limit: number): FittedUserData {
  const userData = printJson(config);
  return { userData, tactic, breakdown: plainBreakdown(config, Buffer.byteLength(userData), limit), objects: [] };
}

/** Spec 3.0 knows compression for files only. */
function withPackedReferences(config: Config): Config {
  const { version, config: references, security } = config.ignition;
  const resources = [
    ...(references?.merge ?? []),
    references?.replace,
    ...(security?.tls?.certificateAuthorities ?? []),
  ];
  const packed = resources.some((resource) => resource?.compression !== undefined);
  return version === "3.0.0" && packed ? { ...config, ignition: { ...config.ignition, version: "3.1.0" } } : config;
}

function fitPacked(config: Config, limit: number): FittedUserData {
  const userData = printJson(envelope(printJson(config)));
  const frame = Buffer.byteLength(printJson(envelope("")));
  return {
    userData,
    tactic: "envelope",
    breakdown: packedBreakdown(config, frame, Buffer.byteLength(userData), limit),
    objects: [],
  };
}

function fitExternal(config: Config, limit: number, store: StoreUrl, target: Target | undefined): FittedUserData {
  const object = externalObject(printJson(config), store);
  const userData = printJson(configForTarget(externalReference(object, config), { target, lints: false }));
  const breakdown = externalBreakdown(config, Buffer.byteLength(userData), limit);
  if (breakdown.total > limit) throw new UserDataTooLargeError(breakdown);
  return { userData, tactic: "external", breakdown, objects: [object] };
}
