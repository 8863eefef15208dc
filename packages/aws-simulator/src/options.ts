import {
  checkOptions,
  either,
  type FieldsOf,
  flag,
  list,
  methods,
  object,
  oneOf,
  required,
  textLike,
  valueLike,
  whole,
} from "@drydock/systemd/ground";
import type { Fault } from "./faults/fault.ts";
import { type LaggingService, lags, type ListingLag } from "./lag.ts";
import type { LatencyMode } from "./latency.ts";
import type { Launches } from "./launch-refusal.ts";
import type { Lives } from "./machine-life.ts";
import { isRegionName } from "./request/region-name.ts";
import { defaultQuotas, type Quotas } from "./quotas.ts";

/** What a simulated account is made of. */
export interface SimulatedAccountOptions {
  /** Decides every id, address and sampled duration: equal seeds and equal calls give equal accounts. */
  readonly seed: number | string;
  /** How long calls and transitions take in virtual time. */
  readonly latency: LatencyMode;
  /** Default `us-west-2`. */
  readonly region?: string;
  /** Twelve digits. Default `123456789012`. */
  readonly accountId?: string;
  /** The first instant, as epoch milliseconds or a date. Default 2026-11-01T00:00:00Z. */
  readonly start?: number | Date;
  /** How many availability zones the region has, 1 to 6. Default 3. */
  readonly zones?: number;
  /** Refuse calls beyond AWS's published rates. Default false. */
  readonly throttling?: boolean;
  /** Let new ids and list entries stay unseen for a while. Default false. */
  readonly staleReads?: boolean;
  /**
   * How far listings are behind what there is, for what is new and what has gone: `"typical"` or `"worst"` as
   * AWS documents it, or seconds by service. By its name or ARN everything is found at once. Default
   * `"none"`.
   */
  readonly listingLag?: ListingLag;
  /** What goes wrong, asked in order for each request; the first effect counts. Default none. */
  readonly faults?: readonly Fault[];
  /** Quotas that differ from AWS's defaults. */
  readonly quotas?: Partial<Quotas>;
  /** What machines come to. Default: each boots, and serves what it is asked. */
  readonly lives?: Lives;
  /** Where EC2 launches no machine of a type, and why. Default: it launches each. */
  readonly launches?: Launches;
}

/** The options with their defaults, and zones by name. */
export interface CheckedOptions extends Omit<Required<SimulatedAccountOptions>, "start" | "zones" | "quotas"> {
  readonly start: number;
  readonly zones: readonly string[];
  readonly quotas: Quotas;
}

const quotaFields = Object.fromEntries(
  Object.keys(defaultQuotas).map((name) => [name, whole({ min: 0 })]),
) as unknown as FieldsOf<Quotas, never>;

const lagFields = Object.fromEntries(
  Object.keys(lags).map((name) => [name, valueLike<number>((seconds) => Number(seconds) >= 0, "seconds, 0 or more")]),
) as unknown as FieldsOf<Record<LaggingService, number>, never>;

const accountOptions = object<SimulatedAccountOptions>({
  seed: required(
    valueLike((value) => typeof value === "string" || Number.isFinite(value), "a string or a finite number"),
  ),
  latency: required(oneOf("typical", "sampled", "none")),
  region: textLike(/^/, "a name such as us-west-2", isRegionName),
  accountId: textLike(/^\d{12}$/, "twelve digits as a string"),
  start: valueLike(
    (value) => (typeof value === "number" || value instanceof Date) && Number.isFinite(Number(value)),
    "a date or epoch milliseconds",
  ),
  zones: whole({ min: 1, max: 6 }),
  throttling: flag,
  staleReads: flag,
  listingLag: either(oneOf("none", "typical", "worst"), object<Record<LaggingService, number>>(lagFields)),
  faults: list(methods<Fault>("a fault, as onCall gives it")),
  quotas: object<Partial<Quotas>>(quotaFields),
  lives: methods<Lives>("a function from a machine to what it comes to"),
  launches: methods<Launches>("a function from a type and a zone to why EC2 launches none"),
});

/** Checks the options, and fills in the defaults; throws `OptionError` with everything that is wrong. */
export function checkedOptions(options: SimulatedAccountOptions): CheckedOptions {
  checkOptions("simulateAccount", accountOptions, options);
  const {
    seed,
    latency,
    region = "us-west-2",
    accountId = "123456789012",
    start = Date.UTC(2026, 10, 1),
    zones = 3,
    throttling = false,
    staleReads = false,
    listingLag = "none",
    faults = [],
    quotas = {},
    lives = () => undefined,
    launches = () => undefined,
  } = options;
  return {
    seed,
    latency,
    region,
    accountId,
    throttling,
    staleReads,
    listingLag,
    faults,
    lives,
    launches,
    quotas: { ...defaultQuotas, ...quotas },
    start: Number(start),
    zones: Array.from({ length: zones }, (_, index) => `${region}${"abcdef"[index]}`),
  };
}
