import { setMaxListeners } from "node:events";
import { type Caller, callerOf } from "../aws/caller.ts";
import { complete } from "../aws/answer.ts";
import { type Connected, connect, usualPatience } from "../aws/clients.ts";
import type { Aws } from "../aws/cloud.ts";
import { toldOf } from "../aws/failed-call.ts";
import { awsProvider } from "../aws/provider.ts";
import type { Recorder } from "../aws/recording/recorder.ts";
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
import { type Draw, drawing } from "./drawing.ts";
import type { ApplyOptions } from "./options.ts";
import { observersOf } from "./observers.ts";
import { hearEnds } from "./hear-ends.ts";
import { part } from "./part.ts";
import { recordedTurns } from "./recorded-turns.ts";
import { recorderOf } from "./recorder-of.ts";
import { runLedger } from "./run-ledger.ts";
import { ownSecrets } from "./own-secrets.ts";
import { regionOf } from "./session-region.ts";

/** One connection to one cluster's account and region. */
export interface Session {
  /** The function that was called, by which is told what is wrong with its options. */
  readonly where: string;
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
  /** The log of the run's calls, where one is kept. */
  readonly recorder: Recorder | undefined;
}

/** What a session is for. */
interface Called extends Pick<Session, "where" | "cluster"> {
  /** The blueprint's own, for every resource. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Runs `work` on a connection that is closed afterwards; `emit` is told of calls to which nobody answers.
 *
 * @throws ProvisionError `invalid-option` where no region is known, `call-failed` for a call's error that
 * nothing on its way has given a meaning. A cancelled one rejects with the signal's reason.
 */
export async function withSession<Result>(
  called: Called,
  options: ApplyOptions,
  work: (session: Session) => Promise<Result>,
  emit?: (event: Untimed) => void,
): Promise<Result> {
  const stops = stopsOf(options, options.clock ?? systemClock);
  const gate: Gate = { lease: undefined };
  const recorder = recorderOf(options, emit);
  const endHearing = hearEnds(options, recorder);
  const draw = drawing(options.random, recorder);
  const connected = connect(
    { ...options, random: (purpose = "pause") => draw(purpose) },
    { gate, ...(emit && observersOf(emit)), attempts: recorder?.attempts },
  );
  const parting = new AbortController();
  setMaxListeners(0, parting.signal);
  let session: Session | undefined;
  try {
    const opening = { connected, stops, gate, parting: parting.signal, emit, recorder, draw };
    session = await open(called, options, opening);
    return await work(session);
  } catch (error) {
    // The SDK throws an abort error of its own; the caller asked with a reason.
    if (options.signal?.aborted) throw options.signal.reason;
    if (stops.signal.aborted && !(error instanceof ProvisionError)) throw stops.signal.reason;
    throw toldOf(error);
  } finally {
    endHearing();
    await Promise.all([part(session, parting), recorder?.close()]);
    stops.letGo();
    connected.close();
  }
}

interface Opening {
  readonly connected: Connected;
  readonly stops: Stops;
  readonly gate: Gate;
  /** Ends the last calls of the ledger. */
  readonly parting: AbortSignal;
  readonly emit: ((event: Untimed) => void) | undefined;
  readonly recorder: Recorder | undefined;
  readonly draw: Draw;
}

async function open(
  { where, cluster, tags }: Called,
  options: ApplyOptions,
  { connected, stops, gate, parting, emit, recorder, draw }: Opening,
): Promise<Session> {
  const { signal } = stops;
  const { clock = systemClock, account, patience = usualPatience } = options;
  const { clients } = connected;
  signal.throwIfAborted();
  const region = await regionOf(connected);
  let asked: Promise<Caller> | undefined;
  const caller = () => (asked ??= callerOf(clients, account, signal).then(told));
  const told = (known: Caller) => {
    if (account === undefined) recorder?.account(known.account);
    return known;
  };
  const newId = () => randomHex(() => draw("lease"), 12);
  const accountId = async () => (await caller()).account;
  const elapsed = () => connected.waits.now();
  const place = { account: accountId, s3: connected.ledgerS3, now: () => connected.now(), elapsed, nonce: newId };
  recorder?.begin({ cluster, region, patience, account }, place);
  const known = ownSecrets();
  const secrets = secretStore({
    environment: options.environment ?? process.env,
    now: () => clock.now(),
    onValue: known.keep,
    onLocal(name, value, form) {
      recorder?.secret(value);
      recorder?.local(name, value, form);
      options.disclosure?.local(name, value);
    },
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
    random: () => draw("secret"),
    withoutSecrets: known.without,
  });
  const newOperation = () => randomHex(() => draw("operation"), 12);
  const turns = runLedger(options, {
    where,
    cluster,
    region,
    account: accountId,
    connected,
    clock,
    random: () => draw("lease"),
    signal,
    parting,
    gate,
    newId,
    emit: emit ?? (() => {}),
    onLost(reason) {
      recorder?.aborted();
      stops.stop(reason);
    },
  });
  return {
    where,
    cluster,
    region,
    clients,
    provider,
    secrets,
    clock: connected.waits,
    signal,
    interruption: stops,
    newOperation,
    caller,
    ledger: recorder === undefined ? turns : recordedTurns(turns, recorder),
    recorder,
  };
}
