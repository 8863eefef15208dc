import type { S3 } from "@aws-sdk/client-s3";
import { validateClusterName } from "@drydock/core";
import {
  either,
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
import { levels } from "../engine/level.ts";
import type { Ledger } from "../engine/ledger.ts";
import type { StoredLedger } from "../engine/ledger-store.ts";
import type { Plan } from "../engine/plan.ts";
import type { ClientConfiguration, Connection, Disclosure } from "../aws/connection.ts";
import type { FlightLog } from "../aws/recording/flight-log.ts";
import { includingProblems } from "./including.ts";
import { pruneProblems } from "./prune.ts";
import { accountOption, ledgerOption, regionOption } from "./scope-options.ts";
import { type Wait, type WaitSeconds, waitProblems } from "./waits.ts";

type Plugin = NonNullable<Connection["plugins"]>[number];

/** Options of everything that looks at an account. */
export interface LookOptions extends Connection {
  /** Cancels: no call starts any more, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Asks for an orderly end: no step begins any more, nothing is waited for, and calls in flight are finished
   * for as long as `grace`. The record is marked at once, so that the same run goes on from there, and the
   * promise rejects with the error `interrupted`. What only looks ends at once. `withSignals` gives one of
   * the process.
   */
  readonly interrupt?: AbortSignal;
  /** Account id that the credentials must be for; nothing is changed in any other. */
  readonly account?: string;
  /**
   * Where a log is kept of every attempt of every call, without what is secret: `flightLog(path)`,
   * `bucketLog()`. `replay`
   * of `@drydock/aws-simulator` has a run go again by it. Default: nowhere.
   */
  readonly record?: FlightLog;
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
   * Where applies are recorded, before their first change, and by which one run at a time changes a cluster.
   * Default: `s3Ledger()`, a bucket of the account, which every machine can read. A plan asks it which kinds
   * the last apply was about: AWS's own index of tags may hear of them minutes later. A ledger of one's own
   * that only reads and writes keeps no two runs apart.
   */
  readonly ledger?: Ledger | StoredLedger<S3>;
  /** Where secrets with `fromEnv` are read. Default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * How far what the blueprint has must have come for a run to be over: `accepted` (AWS took the call),
   * `stable` (default: AWS says that it is ready) or `serving` (it does its work, as far as AWS can tell;
   * where AWS tells no more than that, as `stable`). One level for all, or one by address, such as
   * `instance/db-1`: `auto-scaling-group/*` names all of a kind, and the closest pattern counts; `default` is
   * for the rest. An address that the blueprint does not have is refused with the nearest. Steps that need
   * another stable wait for that in any case. A plan carries it out as it was planned.
   */
  readonly wait?: Wait;
  /**
   * Seconds, from when a wait for it begins, after which a run gives up what has not come to its level: for
   * all, or by address as in `wait`. Default: 600 and ten times the usual until `stable`, 900 and twice the
   * usual until `serving`, and of machines in turn what their `rollout` says. What AWS carries out by itself,
   * as an instance refresh, has its own limits, and so has what goes.
   */
  readonly waitSeconds?: WaitSeconds;
}

export interface ApplyOptions extends PlanOptions {
  /** Is shown the plan before the first change; anything but true ends the run with the error `declined`. */
  readonly confirm?: (plan: Plan) => boolean | Promise<boolean>;
  /**
   * Whole seconds, at least 1, for which calls in flight are finished after `interrupt`; after that they are
   * cut short. Default 7: runners of CI take everything away some ten seconds after their first signal.
   */
  readonly grace?: number;
  /** Changes in flight at once, beside those that wait for AWS's pace. Default 32. */
  readonly concurrency?: number;
  /**
   * What to do where another run holds the cluster. `wait` (default): until that one has ended, or gives no
   * sign of life for 90 seconds and is taken for dead. `refuse`: end with `locked`, unless it is known to be
   * dead.
   */
  readonly lock?: "wait" | "refuse";
  /** Seconds for which another run is waited for. Default 1800. */
  readonly lockTimeout?: number;
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

/** Nothing takes a year: a plan with more is none (`engine/saved-form.ts`). */
const waitLimit = whole({ min: 1, max: 31_536_000 });

const applyOptions = object<ApplyOptions>({
  region: regionOption,
  client: valueLike<ClientConfiguration>(isObject, "the configuration of the SDK's clients"),
  plugins: list(methods<Plugin>("the SDK's middleware", "applyToStack")),
  clock: clockOption,
  random: methods<Exclude<ApplyOptions["random"], undefined>>("a function"),
  disclosure: methods<Disclosure>("what replay gives", "local", "reveal"),
  record: methods<FlightLog>("a log of calls, as flightLog(path) is", "begin"),
  patience: whole({ min: 0 }),
  signal: valueLike<AbortSignal>((value) => value instanceof AbortSignal, "an AbortSignal"),
  interrupt: valueLike<AbortSignal>((value) => value instanceof AbortSignal, "an AbortSignal"),
  grace: whole({ min: 1 }),
  account: accountOption,
  including: list(text),
  prune: list(text),
  images: oneOf("keep", "latest"),
  ledger: ledgerOption,
  environment: map(text),
  wait: either(oneOf(...levels), map(oneOf(...levels))),
  waitSeconds: either(waitLimit, map(waitLimit)),
  confirm: methods<Exclude<ApplyOptions["confirm"], undefined>>("a function"),
  concurrency: whole({ min: 1 }),
  lock: oneOf("wait", "refuse"),
  lockTimeout: whole({ min: 0 }),
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
    ...waitProblems(options),
  ];
  if (problems.length > 0) throw new OptionError(where, problems);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
