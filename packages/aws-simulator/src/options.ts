import type { Fault } from "./faults/fault.ts";
import type { LatencyMode } from "./latency.ts";
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
  /** What goes wrong, asked in order for each request; the first effect counts. Default none. */
  readonly faults?: readonly Fault[];
  /** Quotas that differ from AWS's defaults. */
  readonly quotas?: Partial<Quotas>;
}

/** The options with their defaults, and zones by name. */
export interface CheckedOptions extends Omit<Required<SimulatedAccountOptions>, "start" | "zones" | "quotas"> {
  readonly start: number;
  readonly zones: readonly string[];
  readonly quotas: Quotas;
}

/**
 * Checks the options and fills in the defaults; throws one `TypeError` that names everything that is wrong.
 */
export function checkedOptions(options: SimulatedAccountOptions): CheckedOptions {
  const {
    seed,
    latency,
    region = "us-west-2",
    accountId = "123456789012",
    start = Date.UTC(2026, 10, 1),
    zones = 3,
    throttling = false,
    staleReads = false,
    faults = [],
    quotas = {},
  } = options;
  const startsAt = Number(start);
  const problems = [
    typeof seed !== "string" && !Number.isFinite(seed) && `seed: a string or a finite number, not ${String(seed)}`,
    !["typical", "sampled", "none"].includes(latency) &&
      `latency: "typical", "sampled" or "none", not ${JSON.stringify(latency)}`,
    !isRegionName(region) && `region: a name such as us-west-2, not ${JSON.stringify(region)}`,
    !/^\d{12}$/.test(accountId) && `accountId: twelve digits as a string, not ${JSON.stringify(accountId)}`,
    !Number.isFinite(startsAt) && `start: a date or epoch milliseconds, not ${String(start)}`,
    !(Number.isInteger(zones) && zones >= 1 && zones <= 6) && `zones: a whole number from 1 to 6, not ${String(zones)}`,
    ...Object.entries(quotas).map(
      ([name, value]) =>
        !(Object.hasOwn(defaultQuotas, name) && Number.isInteger(value) && value >= 0) &&
        `quotas.${name}: one of ${Object.keys(defaultQuotas).join(", ")} as a whole number, not ${String(value)}`,
    ),
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new TypeError(`simulateAccount: ${problems.join("; ")}`);
  return {
    seed,
    latency,
    region,
    accountId,
    throttling,
    staleReads,
    faults,
    quotas: { ...defaultQuotas, ...quotas },
    start: startsAt,
    zones: Array.from({ length: zones }, (_, index) => `${region}${"abcdef"[index]}`),
  };
}
