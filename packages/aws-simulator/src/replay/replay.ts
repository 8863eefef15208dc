import { checkOptions, map, object, OptionError, text, whole } from "@drydock/systemd/ground";
import type { SimulatedConnection } from "../account.ts";
import type { LoggedCall } from "../call-log.ts";
import { type VirtualClock, virtualClock } from "../clock.ts";
import { simulatorPlugin } from "../plugin.ts";
import { type Random, seededRandom } from "../random.ts";
import { ending } from "./ending.ts";
import { type KnownValues, knownValues } from "./known-values.ts";
import type { LoggedAttempt, LogRun } from "./log-run.ts";
import { readLog } from "./read-log.ts";
import { replayedAccount } from "./replayed-account.ts";
import { type ReplayedLedger, replayedLedger } from "./replayed-ledger.ts";
import type { ReplayError } from "./replay-error.ts";
import { standInEnvironment } from "./stand-in-environment.ts";

export interface ReplayOptions {
  /** Which run of the log, from 1. Default: the last. */
  readonly run?: number;
  /**
   * Texts of secrets that stood before the run and that it read, by their names, where a replay has to go on
   * with them: the certificate authority by which another certificate is signed. The log has none.
   */
  readonly secrets?: Readonly<Record<string, string>>;
}

/**
 * How a run reaches a replayed account: the options of the run that wrote the log are to be given beside it.
 */
export interface ReplayedConnection extends SimulatedConnection {
  /** The numbers that the run drew, where it tells what for. */
  readonly random: Random & ((purpose?: string) => number);
  /** As long as the run had patience. */
  readonly patience?: number;
  /** Variables that the run read, with texts that stand for their own. */
  readonly environment: Readonly<Record<string, string>>;
  /** What the run found in its ledger. */
  // oxlint-disable-next-line typescript/no-explicit-any -- the record is the provisioner's, which is not known here
  readonly ledger: ReplayedLedger<any>;
  /** Is told what the log hides. */
  readonly disclosure: {
    local(name: string, value: string): void;
    reveal(text: string): string;
  };
  /** Cancels when the run was cancelled; absent where it was not. */
  readonly signal?: AbortSignal;
  /** Asks for an orderly end when that was asked of the run; absent where it was not. */
  readonly interrupt?: AbortSignal;
}

/** A run of a log, as an account that answers as it was answered. */
export interface Replay {
  readonly connection: ReplayedConnection;
  readonly clock: VirtualClock;
  readonly cluster: string;
  /** Whether the log ends before the run did. */
  readonly isCut: boolean;
  /** Paths of files of secrets that the run read: a replay reads them again, with any text in them. */
  readonly files: readonly string[];
  /** Every request so far, in the order of arrival. */
  readonly calls: readonly LoggedCall[];
  /** What the log does not have and was asked for all the same. */
  readonly refused: readonly ReplayError[];
  /** Listings that were asked for more often than the log has them, and answered as the last time. */
  repeated(): readonly string[];
  /** What the log has and nobody has asked for so far: `CreateVpc of EC2, line 12`. */
  unasked(): readonly string[];
}

const replayOptions = object<ReplayOptions>({ run: whole({ min: 1 }), secrets: map(text) });

/**
 * Has a run go again as its log says, in virtual time: an account that answers each call as that was
 * answered, with the same ids, the same refusals, and silence where there was silence. Calls are known by
 * their service, operation and input, in order; what the log hides, and tokens, by being the same where they
 * were the same. A call that the log does not have is refused as `ReplayError`, in words that say what it has
 * instead; only a listing that is asked for once more than the run did is answered as the last time, unless
 * the log is cut.
 *
 * It replays one run, and needs what that one had: the same blueprint and the same options. Where those are
 * others, it is another run, of which the log knows nothing. What the log hides stays hidden: secrets are
 * stand-ins, and so is user data of others.
 *
 * @param log The text that `flightLog` of `@drydock/aws-provisioner` wrote. Its last line may be cut short.
 *
 * @example
 * ```ts
 * import { createNetwork, memoryLog } from "@drydock/aws-provisioner";
 * import { replay, simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const record = memoryLog();
 * const shared = network({ cidr: "10.30.0.0/16" });
 * const { connection } = simulateAccount({ seed: 1, latency: "typical", quotas: { vpcs: 0 } });
 * const told = await createNetwork("shared", shared, { ...connection, record }).result.catch(String);
 *
 * const again = await createNetwork("shared", shared, replay(record.text()).connection).result.catch(String);
 * console.log(again === told); // true
 * ```
 *
 * @throws {OptionError} `invalid-option`, for what is no log, with every bad line and its number, and for
 * options that there are not.
 */
export function replay(log: string, options: ReplayOptions = {}): Replay {
  checkOptions("replay", replayOptions, options);
  const runs = readLog(log);
  const run = runs[(options.run ?? runs.length) - 1];
  if (run === undefined) {
    const message = `there is no run ${options.run}: the log has ${runs.length}`;
    throw new OptionError("replay", [{ severity: "error", path: "$.run", message }]);
  }
  const known = knownValues();
  const clock = virtualClock(run.at);
  const account = replayedAccount({
    run,
    clock,
    known,
    onAnswer: (attempt) => learnSecrets(attempt.output, options.secrets ?? {}, known),
  });
  const { abortedAt, interruptedAt } = run;
  const cancelling = ending(run, abortedAt, clock, "the run was cancelled here, as its log says");
  const interrupting = ending(run, interruptedAt, clock, "its log, which has it interrupted here");
  const begin = () => {
    cancelling?.begin();
    interrupting?.begin();
  };
  const plugin = simulatorPlugin((service, operation, input) => {
    begin();
    return account.perform(service, operation, input);
  });
  return {
    connection: {
      region: run.region,
      client: {
        region: run.region,
        endpoint: "https://replayed-account.invalid", // A client without the plugin must reach nothing.
        credentials: { accessKeyId: "replayed", secretAccessKey: "replayed" },
        maxAttempts: 1,
      },
      plugins: [plugin],
      clock,
      random: drawnAgain(run),
      ...(run.patience !== undefined && { patience: run.patience }),
      environment: standInEnvironment(run.locals),
      ledger: replayedLedger({ run, clock, known, begin }),
      disclosure: {
        local: (name, value) =>
          known.learn(run.locals.flatMap(({ local, is }) => (local === name ? [[is, value] as const] : []))),
        reveal: known.reveal,
      },
      ...(cancelling && { signal: cancelling.signal }),
      ...(interrupting && { interrupt: interrupting.signal }),
    },
    clock,
    cluster: run.cluster,
    isCut: run.isCut,
    files: run.locals.flatMap(({ local, form }) => (form !== undefined && !local.startsWith("$") ? [local] : [])),
    calls: account.calls,
    refused: account.refused,
    repeated: () => account.repeated.map(nameOf),
    unasked: () => account.unasked().map(nameOf),
  };
}

function nameOf({ service, operation, line }: LoggedAttempt): string {
  return `${operation} of ${service}, line ${line}`;
}

/** The numbers that the run drew, in order, for what it drew them; any others for anything else. */
function drawnAgain({ drawn }: LogRun): ReplayedConnection["random"] {
  const others = seededRandom("replay");
  const left = new Map([...drawn].map(([purpose, numbers]) => [purpose, [...numbers]]));
  return Object.assign((purpose = "") => left.get(purpose)?.shift() ?? others(), others);
}

/** Takes the texts that were given for secrets that an answer hides. */
function learnSecrets(output: unknown, secrets: Readonly<Record<string, string>>, known: KnownValues): void {
  if (typeof output !== "object" || output === null) return;
  const { Name, ARN, SecretString } = output as Readonly<Record<string, unknown>>;
  for (const name of [Name, ARN]) {
    const given = typeof name === "string" && Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (given !== undefined && typeof SecretString === "string") known.learn([[SecretString, given]]);
  }
  for (const item of Object.values(output)) learnSecrets(item, secrets, known);
}
