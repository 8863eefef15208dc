import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { type Caller, callerOf } from "../aws/caller.ts";
import { complete } from "../aws/answer.ts";
import { type Connected, connect } from "../aws/clients.ts";
import type { Aws } from "../aws/cloud.ts";
import { toldOf } from "../aws/failed-call.ts";
import { awsProvider } from "../aws/provider.ts";
import { randomHex } from "../aws/random-hex.ts";
import { type SecretStore, secretStore } from "../aws/secret-store.ts";
import type { Clients } from "../aws/services.ts";
import { type Clock, systemClock } from "../engine/clock.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import type { Gate } from "../engine/lease/gate.ts";
import type { RunLedger } from "../engine/lease/run-ledger.ts";
import type { Provider } from "../engine/provider.ts";
import { type Interruption, type Stops, stopsOf } from "../engine/stops.ts";
import { secretName } from "../kinds/secret-kind.ts";
import type { ApplyOptions } from "./options.ts";
import { observersOf } from "./observers.ts";
import { runLedger } from "./run-ledger.ts";

/** One connection to one cluster's account and region. */
export interface Session {
  readonly cluster: string;
  readonly region: string;
  readonly clients: Clients;
  readonly provider: Provider<Aws>;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  /** Aborted when nothing may begin any more: whoever only looks, or waits, ends then. */
  readonly signal: AbortSignal;
  /** For what goes on in between. */
  readonly interruption: Interruption;
  readonly newOperation: () => string;
  /** Who calls; asked once. */
  readonly caller: () => Promise<Caller>;
  /** The record of the cluster's applies, and who may change it. */
  readonly ledger: RunLedger;
}

/**
 * Runs `work` on a connection that is closed afterwards; `emit` is told of calls to which nobody answers.
 *
 * @throws ProvisionError `invalid-option` where no region is known, `call-failed` for a call's error that
 * nothing on its way has given a meaning. A cancelled one rejects with the signal's reason.
 */
export async function withSession<Result>(
  cluster: string,
  tags: Readonly<Record<string, string>>,
  options: ApplyOptions,
  work: (session: Session) => Promise<Result>,
  emit?: (event: Untimed) => void,
): Promise<Result> {
  const stops = stopsOf(options, options.clock ?? systemClock);
  const gate: Gate = { lease: undefined };
  const connected = connect(options, {
    gate,
    ...(emit && observersOf(emit)),
  });
  const parting = new AbortController();
  setMaxListeners(0, parting.signal);
  let session: Session | undefined;
  try {
    session = await open(cluster, tags, options, { connected, stops, gate, parting: parting.signal, emit });
    return await work(session);
  } catch (error) {
    // The SDK throws an abort error of its own; the caller asked with a reason.
    if (options.signal?.aborted) throw options.signal.reason;
    if (stops.signal.aborted && !(error instanceof ProvisionError)) throw stops.signal.reason;
    throw toldOf(error);
  } finally {
    await part(session, parting);
    stops.letGo();
    connected.close();
  }
}

/** Seconds for which a run that is over tries to tell the next one so. */
const partingSeconds = 7;

/** Lets the next run begin at once, as far as that can be told in time. */
async function part(session: Session | undefined, parting: AbortController): Promise<void> {
  if (session === undefined) return;
  const over = new AbortController();
  session.clock.sleep(partingSeconds * 1000, over.signal).then(
    () => parting.abort(),
    () => {},
  );
  await session.ledger.letGo();
  over.abort();
  parting.abort();
}

interface Opening {
  readonly connected: Connected;
  readonly stops: Stops;
  readonly gate: Gate;
  /** Ends the last calls of the ledger. */
  readonly parting: AbortSignal;
  readonly emit: ((event: Untimed) => void) | undefined;
}

async function open(
  cluster: string,
  tags: Readonly<Record<string, string>>,
  options: ApplyOptions,
  { connected, stops, gate, parting, emit }: Opening,
): Promise<Session> {
  const { signal } = stops;
  const { clock = systemClock, random } = options;
  const { clients } = connected;
  signal.throwIfAborted();
  const region = await regionOf(connected);
  let asked: Promise<Caller> | undefined;
  const caller = () => (asked ??= callerOf(clients, options.account, signal));
  const secrets = secretStore({
    environment: options.environment ?? process.env,
    now: () => clock.now(),
    async fetch(name) {
      const input = { SecretId: secretName(cluster, name) };
      const answer = await clients.secretsManager.getSecretValue(input, { abortSignal: signal });
      return complete(answer, "SecretString").SecretString;
    },
  });
  const provider = awsProvider({
    clients,
    cluster,
    region,
    tags,
    secrets,
    caller,
    random: random ?? (() => randomBytes(4).readUInt32BE() / 2 ** 32),
  });
  const newOperation = () => (random === undefined ? randomBytes(12).toString("hex") : randomHex(random, 12));
  const ledger = runLedger(options, {
    cluster,
    region,
    account: async () => (await caller()).account,
    connected,
    clock,
    random: random ?? Math.random,
    signal,
    parting,
    gate,
    newId: newOperation,
    emit: emit ?? (() => {}),
    onLost: (reason) => stops.stop(reason),
  });
  return {
    cluster,
    region,
    clients,
    provider,
    secrets,
    clock,
    signal,
    interruption: stops,
    newOperation,
    caller,
    ledger,
  };
}

async function regionOf(connected: Connected): Promise<string> {
  try {
    return await connected.region();
  } catch (cause) {
    throw new ProvisionError("invalid-option", "no region is given", {
      cause,
      hint: "Give the region option, or set AWS_REGION.",
    });
  }
}
