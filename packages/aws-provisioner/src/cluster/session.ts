import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { type Caller, callerOf } from "../aws/caller.ts";
import { complete } from "../aws/answer.ts";
import { type Connected, connect } from "../aws/clients.ts";
import type { Aws } from "../aws/cloud.ts";
import { prefixOf } from "../aws/action.ts";
import { toldOf } from "../aws/failed-call.ts";
import { awsProvider } from "../aws/provider.ts";
import { randomHex } from "../aws/random-hex.ts";
import { type SecretStore, secretStore } from "../aws/secret-store.ts";
import type { Paced } from "../aws/pacing/pacer.ts";
import type { Silence } from "../aws/sending/send.ts";
import type { Clients } from "../aws/services.ts";
import { type Clock, systemClock } from "../engine/clock.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import type { Provider } from "../engine/provider.ts";
import { secretName } from "../kinds/secret-kind.ts";
import type { PlanOptions } from "./options.ts";

/** One connection to one cluster's account and region. */
export interface Session {
  readonly cluster: string;
  readonly region: string;
  readonly clients: Clients;
  readonly provider: Provider<Aws>;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly newOperation: () => string;
  /** Who calls; asked once. */
  readonly caller: () => Promise<Caller>;
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
  options: PlanOptions,
  work: (session: Session) => Promise<Result>,
  emit?: (event: Untimed) => void,
): Promise<Result> {
  const cancelling = fanOut(options.signal);
  const connected = connect(
    options,
    emit && {
      onSilence: (silence) => emit(silent(silence)),
      onPaced: toldOncePaced(emit),
      onSkew: (secondsBehind) => emit({ type: "clock", secondsBehind }),
    },
  );
  try {
    return await work(await open(cluster, tags, options, connected, cancelling.signal));
  } catch (error) {
    // The SDK throws an abort error of its own; the caller asked with a reason.
    if (options.signal?.aborted) throw options.signal.reason;
    throw toldOf(error);
  } finally {
    cancelling.letGo();
    connected.close();
  }
}

function silent({ call: { service, operation }, reason, inSeconds }: Silence): Untimed {
  return { type: "silent", call: `${operation} of ${prefixOf(service)}`, reason, inSeconds };
}

/** Seconds from which a wait for AWS's pace is told of. */
const noticeable = 5;

/** Tells of the first noticeable wait of each action. */
function toldOncePaced(emit: (event: Untimed) => void): (paced: Paced) => void {
  const told = new Set<string>();
  return ({ call: { service, operation }, seconds, perSecond }) => {
    const call = `${operation} of ${prefixOf(service)}`;
    if (seconds < noticeable || told.has(call)) return;
    told.add(call);
    emit({ type: "paced", call, perSecond });
  };
}

async function open(
  cluster: string,
  tags: Readonly<Record<string, string>>,
  options: PlanOptions,
  connected: Connected,
  signal: AbortSignal,
): Promise<Session> {
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
  return { cluster, region, clients, provider, secrets, clock, signal, newOperation, caller };
}

/**
 * The caller's signal for any number of calls at once: Node warns of a leak at the eleventh listener of one
 * signal.
 */
function fanOut(signal: AbortSignal | undefined): { readonly signal: AbortSignal; letGo(): void } {
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  const abort = () => own.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return { signal: own.signal, letGo: () => signal?.removeEventListener("abort", abort) };
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
