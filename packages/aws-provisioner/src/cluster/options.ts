import { validateClusterName } from "@drydock/core";
import {
  list,
  map,
  methods,
  object,
  oneOf,
  OptionError,
  optionProblems,
  text,
  valueLike,
  whole,
} from "@drydock/systemd/ground";
import { type Clock, systemClock } from "../engine/clock.ts";
import { type Ledger, memoryLedger } from "../engine/ledger.ts";
import type { Plan } from "../engine/plan.ts";
import type { ClientConfiguration, Connection } from "../aws/connection.ts";
import { givenLedger } from "./given-ledger.ts";
import { includingProblems } from "./including.ts";
import { pruneProblems } from "./prune.ts";
import { accountOption, regionOption } from "./scope-options.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

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
   * replaced, such as `volume/etcd-1`. `volume/*` names all of a kind. Without it such a resource stays, and
   * the plan says so.
   */
  readonly including?: readonly string[];
  /**
   * Addresses of resources from which the plan takes what others added, and which its notices name: a rule in
   * `security-group-rules/web`, a tag on `volume/etcd-1`. `dns-records/*` names all of a kind, and `*`
   * everything. Without it that stays. Unlike `including` it lets nothing of Drydock's go.
   */
  readonly prune?: readonly string[];
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
  /** Changes in flight at once, beside those that wait for AWS's pace. Default 32. */
  readonly concurrency?: number;
}

const processLedger = memoryLedger();

/**
 * The ledger of the options, or that of the process, for a session, until its signal is aborted.
 *
 * @param known The account, where it is known: else it takes a call, which only who needs it makes.
 */
export function ledgerOf({ ledger }: PlanOptions, { region, caller, signal }: LedgerSession, known?: string): Ledger {
  const place = { region, known, account: async () => known ?? (await caller()).account };
  return givenLedger(ledger ?? processLedger, place, signal);
}

interface LedgerSession {
  readonly region: string;
  readonly caller: () => Promise<{ readonly account: string }>;
  readonly signal: AbortSignal;
}

/** The time by which a run stamps its events. A clock that is none is refused within the run. */
export function timeOf(options: PlanOptions): () => number {
  const clock: unknown = Object(options).clock;
  return isClock(clock) ? () => clock.now() : systemClock.now;
}

const clockOption = methods<Clock>("a clock, as systemClock is", "now", "sleep");

function isClock(clock: unknown): clock is Clock {
  return optionProblems(clockOption, clock).length === 0;
}

const applyOptions = object<ApplyOptions>({
  region: regionOption,
  client: valueLike<ClientConfiguration>(isObject, "the configuration of the SDK's clients"),
  plugins: list(methods<Plugin>("the SDK's middleware", "applyToStack")),
  clock: clockOption,
  random: methods<() => number>("a function"),
  patience: whole({ min: 0 }),
  signal: valueLike<AbortSignal>((value) => value instanceof AbortSignal, "an AbortSignal"),
  account: accountOption,
  including: list(text),
  prune: list(text),
  images: oneOf("keep", "latest"),
  ledger: methods<Ledger>("a ledger, as memoryLedger() is", "read", "write"),
  environment: map(text),
  confirm: methods<Exclude<ApplyOptions["confirm"], undefined>>("a function"),
  concurrency: whole({ min: 1 }),
});

/**
 * Refuses what is wrong with the options, and with the name of the cluster that they are for, where it is
 * known. Each function takes the options of all, so that one object serves several.
 *
 * @throws {OptionError} `invalid-option`. Nothing was sent.
 */
export function refuseOptions(where: string, options: unknown, ...cluster: readonly unknown[]): void {
  const problems = [
    ...cluster.flatMap(validateClusterName),
    ...optionProblems(applyOptions, options),
    ...includingProblems(Object(options).including),
    ...pruneProblems(Object(options).prune),
  ];
  if (problems.length > 0) throw new OptionError(where, problems);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
