import { validateClusterName } from "@drydock/core";
import { systemClock } from "../engine/clock.ts";
import { ProvisionError } from "../engine/error.ts";
import { type Ledger, memoryLedger } from "../engine/ledger.ts";
import type { Plan } from "../engine/plan.ts";
import type { Connection } from "../aws/connection.ts";

/** Options of everything that looks at an account. */
export interface LookOptions extends Connection {
  /** Cancels: no call starts any more, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Account id that the credentials must be for; nothing is changed in any other. */
  readonly account?: string;
}

export interface PlanOptions extends LookOptions {
  /**
   * Addresses of precious resources (volumes, buckets, certificate authorities) that may be deleted or
   * replaced. `volume/*` names them all. Without it such a resource stays, and the plan says so.
   */
  readonly including?: readonly string[];
  /**
   * `keep` (default): machines stay on the image that they run, as long as it fits the blueprint, so that a
   * release published overnight changes no plan. `latest`: the newest release that fits.
   */
  readonly images?: "keep" | "latest";
  /**
   * Where applies are recorded, before their first change. Default: memory, which a later process cannot
   * read. A plan asks it which kinds the last apply was about: AWS's own index of tags may hear of them
   * minutes later.
   */
  readonly ledger?: Ledger;
  /** Where secrets with `fromEnv` are read. Default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ApplyOptions extends PlanOptions {
  /** Is shown the plan before the first change; anything but true ends the run with the error `declined`. */
  readonly confirm?: (plan: Plan) => boolean | Promise<boolean>;
  /** Changes in flight at once. Default 32. */
  readonly concurrency?: number;
}

const processLedger = memoryLedger();

/** The ledger of the options, or that of the process. */
export function ledgerOf({ ledger }: PlanOptions): Ledger {
  return ledger ?? processLedger;
}

/**
 * The time by which a run stamps its events. A clock that is none is `checkOptions`'s to refuse, within the run.
 */
export function timeOf({ clock }: PlanOptions): () => number {
  return hasMethods(clock, "now", "sleep") ? () => clock.now() : systemClock.now;
}

/**
 * Throws `invalid-option` with everything that is wrong with the options, and with the name of the cluster
 * that they are for.
 */
export function checkOptions(options: ApplyOptions, cluster: unknown): void {
  const { clock, ledger, random, including, environment, plugins, client } = options;
  const problems = [
    ...validateClusterName(cluster).map(({ message, remedy }) => [message, remedy].join("\n  ")),
    ...expect(options.account === undefined || /^\d{12}$/.test(options.account), "account", "a 12-digit account id"),
    ...expect(
      options.region === undefined || /^(?:[a-z]{2}|eusc)(-[a-z]+)+-\d$/.test(options.region),
      "region",
      "a region's name, such as us-west-2",
    ),
    ...expect(options.signal === undefined || options.signal instanceof AbortSignal, "signal", "an AbortSignal"),
    ...expect(options.confirm === undefined || typeof options.confirm === "function", "confirm", "a function"),
    ...expect(
      options.images === undefined || ["keep", "latest"].includes(options.images),
      "images",
      '"keep" or "latest"',
    ),
    ...expect(including === undefined || isListOfStrings(including), "including", "a list of addresses"),
    ...expect(ledger === undefined || hasMethods(ledger, "read", "write"), "ledger", "a ledger, as memoryLedger() is"),
    ...expect(clock === undefined || hasMethods(clock, "now", "sleep"), "clock", "a clock, as systemClock is"),
    ...expect(random === undefined || typeof random === "function", "random", "a function"),
    ...expect(environment === undefined || isObject(environment), "environment", "an object of strings"),
    ...expect(plugins === undefined || Array.isArray(plugins), "plugins", "a list of the SDK's middleware"),
    ...expect(client === undefined || isObject(client), "client", "the configuration of the SDK's clients"),
    ...expect(
      options.concurrency === undefined || (Number.isInteger(options.concurrency) && options.concurrency > 0),
      "concurrency",
      "a whole number above 0",
    ),
  ];
  if (problems.length > 0)
    throw new ProvisionError("invalid-option", problems.join("\n"), { hint: "Nothing was sent." });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isListOfStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function hasMethods<Whole extends object>(
  value: Whole | undefined,
  ...names: readonly (keyof Whole)[]
): value is Whole {
  return isObject(value) && names.every((name) => typeof value[name] === "function");
}

function expect(holds: boolean, option: string, wanted: string): string[] {
  return holds ? [] : [`option ${option} must be ${wanted}`];
}
