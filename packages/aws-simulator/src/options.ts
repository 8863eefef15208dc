import type { SimulatedAccountOptions } from "./account.ts";
import { defaultQuotas, type Quotas } from "./quotas.ts";

/** The options with their defaults, and zones by name. */
export interface CheckedOptions extends Omit<Required<SimulatedAccountOptions>, "start" | "zones" | "quotas"> {
  readonly start: number;
  readonly zones: readonly string[];
  readonly quotas: Quotas;
}

/** Checks the options and fills in the defaults; throws one `TypeError` that names everything that is wrong. */
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
    !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) && `region: a name such as us-west-2, not ${JSON.stringify(region)}`,
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
