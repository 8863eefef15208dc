import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { type AllClients, connect } from "../aws/clients.ts";
import type { Aws } from "../aws/cloud.ts";
import { callerIdentity, type Identity } from "../aws/identity.ts";
import { awsProvider } from "../aws/provider.ts";
import { type SecretStore, secretStore } from "../aws/secret-store.ts";
import { type Clock, systemClock } from "../engine/clock.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Provider } from "../engine/provider.ts";
import { secretName } from "../model/names.ts";
import { checkOptions, type PlanOptions } from "./options.ts";

/** One connection to one cluster's account and region. */
export interface Session {
  readonly cluster: string;
  readonly region: string;
  readonly clients: AllClients;
  readonly provider: Provider<Aws>;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly newOperation: () => string;
  /** Who calls; asked once. */
  identify(): Promise<Identity>;
}

/** Runs `work` on a connection that is closed afterwards. */
export async function withSession<Result>(
  cluster: string,
  tags: Readonly<Record<string, string>>,
  options: PlanOptions,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  checkOptions(options);
  const cancelling = fanOut(options.signal);
  const clients = connect(options);
  try {
    return await work(await open(cluster, tags, options, clients, cancelling.signal));
  } catch (error) {
    // The SDK throws an abort error of its own; the caller asked with a reason.
    if (options.signal?.aborted) throw options.signal.reason;
    throw error;
  } finally {
    cancelling.letGo();
    clients.close();
  }
}

async function open(
  cluster: string,
  tags: Readonly<Record<string, string>>,
  options: PlanOptions,
  clients: AllClients,
  signal: AbortSignal,
): Promise<Session> {
  const { clock = systemClock, random } = options;
  signal.throwIfAborted();
  const region = await regionOf(clients);
  let identity: Identity | undefined;
  let asked: Promise<Identity> | undefined;
  const secrets = secretStore({
    environment: options.environment ?? process.env,
    now: () => clock.now(),
    fetch: async (name) => {
      const { SecretString } = await clients.secretsManager.getSecretValue(
        { SecretId: secretName(cluster, name) },
        { abortSignal: signal },
      );
      return SecretString!;
    },
  });
  const provider = awsProvider({
    clients,
    cluster,
    region,
    tags,
    secrets,
    random: random ?? (() => randomBytes(4).readUInt32BE() / 2 ** 32),
    identity: () => {
      if (identity === undefined) throw new ProvisionError("unplannable", "the account is not known yet");
      return identity;
    },
  });
  return {
    cluster,
    region,
    clients,
    provider,
    secrets,
    clock,
    signal,
    newOperation: () => (random === undefined ? randomBytes(12).toString("hex") : seededHex(random, 12)),
    async identify() {
      asked ??= callerIdentity(clients, options.account, signal);
      identity = await asked;
      return identity;
    },
  };
}

/** The caller's signal for any number of calls at once: Node warns of a leak at the eleventh listener of one signal. */
function fanOut(signal: AbortSignal | undefined): { readonly signal: AbortSignal; letGo(): void } {
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  const abort = () => own.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return { signal: own.signal, letGo: () => signal?.removeEventListener("abort", abort) };
}

async function regionOf(clients: AllClients): Promise<string> {
  try {
    return await clients.region();
  } catch (cause) {
    throw new ProvisionError("invalid-option", "no region is given", {
      cause,
      hint: "Give the region option, or set AWS_REGION.",
    });
  }
}

function seededHex(random: () => number, bytes: number): string {
  return Array.from({ length: bytes }, () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, "0"),
  ).join("");
}
