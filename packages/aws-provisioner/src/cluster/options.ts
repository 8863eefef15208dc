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

/** Throws `invalid-option` with everything that is wrong with the options. */
export function checkOptions(options: ApplyOptions): void {
  const problems = [
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
    ...expect(options.including === undefined || Array.isArray(options.including), "including", "a list of addresses"),
    ...expect(
      options.concurrency === undefined || (Number.isInteger(options.concurrency) && options.concurrency > 0),
      "concurrency",
      "a whole number above 0",
    ),
  ];
  if (problems.length > 0)
    throw new ProvisionError("invalid-option", problems.join("\n"), { hint: "Nothing was sent." });
}

function expect(holds: boolean, option: string, wanted: string): string[] {
  return holds ? [] : [`option ${option} must be ${wanted}`];
}
