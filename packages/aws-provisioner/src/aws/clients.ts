import { type Clock, systemClock } from "../engine/clock.ts";
import type { Connection } from "./connection.ts";
import { rememberFailures, rememberSilence } from "./failed-call.ts";
import { type Paced, Pacer } from "./pacing/pacer.ts";
import { serviceRates } from "./pacing/rates.ts";
import { bucketsOf } from "./pacing/shared-buckets.ts";
import { steadied } from "../engine/steadied.ts";
import type { Queue } from "../engine/queue.ts";
import type { Recorder } from "./recording/recorder.ts";
import { lastLook } from "./sending/admission.ts";
import { lookingAgents } from "./sending/late-look.ts";
import { awsClock } from "./sending/aws-clock.ts";
import { type Call, callOf } from "./sending/call.ts";
import { handlerLimits } from "./sending/limits.ts";
import { type Renewal, send, type SendingInput } from "./sending/send.ts";
import { type Clients, type ServiceName, services } from "./services.ts";
import { unknownRegionIn } from "./unknown-region.ts";

export interface Connected {
  readonly clients: Clients;
  /** Region that the clients came to. */
  region(): Promise<string>;
  /** The client of S3 whose calls no lease holds up. */
  readonly ledgerS3: () => Clients["s3"];
  /** Milliseconds since the epoch by AWS's clock, as far as its answers have told. */
  now(): number;
  /** The clock by which things are waited for. */
  readonly waits: Clock;
  /** Closes the sockets. */
  close(): void;
}

type Send = (command: object, options?: SendOptions) => Promise<unknown>;

interface SendOptions {
  readonly abortSignal?: AbortSignal;
  /** Is told of each wait for AWS's pace. */
  readonly onQueue?: Queue;
}

interface SdkClient {
  readonly config: {
    region(): Promise<string>;
    readonly credentials?: (options?: { readonly forceRefresh?: boolean }) => Promise<Keys>;
  };
  readonly middlewareStack: { use(plugin: never): void };
  send: Send;
  destroy(): void;
}

interface Keys {
  readonly accessKeyId: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
  /** Where the SDK found them. */
  readonly $source?: { readonly CREDENTIALS_CODE?: string; readonly CREDENTIALS_ENV_VARS?: string };
}

/** Who is told of what happens on the way to AWS. */
export interface Observers extends Pick<SendingInput, "gate" | "onSilence" | "onExpired"> {
  /** Is told the seconds by which the computer's clock is behind. */
  readonly onSkew?: (seconds: number) => void;
  /** Is told of each call that has to wait for AWS's pace. */
  readonly onPaced?: (paced: Paced) => void;
  /** Is told of each attempt of a command of a client, `EC2`, but for those of the ledger. */
  readonly attempts?: Recorder["attempts"] | undefined;
}

/** Seconds for which a call that gets no answer is sent again, unless it is said otherwise: 15 minutes. */
export const usualPatience = 900;

/**
 * The SDK's clients, each made when it is first used, all with the same configuration, credentials and
 * middleware. The SDK sends each request once, within its limits; what is sent again is decided here.
 */
export function connect(
  connection: Connection,
  { gate, onSilence, onExpired, onSkew, onPaced, attempts }: Observers = {},
): Connected {
  const {
    region,
    client = {},
    plugins = [],
    clock = systemClock,
    random = Math.random,
    patience = usualPatience,
  } = connection;
  const made = new Map<ServiceName | "ledger", SdkClient>();
  const time = awsClock(() => clock.now(), onSkew);
  const waits = steadied(clock);
  const limits = clock.virtual === true || clock === systemClock ? waits : systemClock;
  const sending = { clock: waits, limits, patience, ...(onSilence && { onSilence }), ...(onExpired && { onExpired }) };
  let place = region;
  // Who was answered in a region knows that it is there, whatever names cannot be found later.
  let isAnswered = false;
  const isVain = (error: unknown) => !isAnswered && unknownRegionIn(error) !== undefined;
  const scopeOf = ({ service }: Call) => (serviceRates[service].global ? "global" : (place ?? ""));
  const pacer = new Pacer({ buckets: bucketsOf(connection, clock), clock: waits, scopeOf });
  const configuration = {
    ...client,
    maxAttempts: 1,
    ...(region === undefined ? {} : { region }),
  };
  const clientOf = (name: ServiceName, as: ServiceName | "ledger" = name): SdkClient => {
    const known = made.get(as);
    if (known !== undefined) return known;
    const Client = services[name]();
    // One provider of credentials for all: each client would ask its own, and again at its own time.
    const [first] = made.values();
    const credentials = first?.config.credentials;
    const own = as !== "ledger" && gate !== undefined ? { gate } : {};
    const requestHandler = { ...handlerLimits, ...(own.gate && lookingAgents()) };
    const fresh = new Client({
      requestHandler,
      ...configuration,
      ...(credentials && { credentials }),
    }) as unknown as SdkClient;
    const last = own.gate === undefined ? [] : [lastLook(own.gate)];
    for (const plugin of [rememberFailures(name), time.plugin, ...plugins, ...last]) {
      fresh.middlewareStack.use(plugin as never);
    }
    time.govern(fresh);
    const once = fresh.send.bind(fresh);
    const renew = () => renewed(fresh);
    fresh.send = (command, { onQueue, ...options } = {}) => {
      const pace: SendingInput["pace"] = async (call, signal) => {
        // Where it has none, the call itself says so.
        place ??= await fresh.config.region().catch(() => "");
        return pacer.leave(call, signal, (paced) => {
          onPaced?.(paced);
          return onQueue?.(paced.seconds);
        });
      };
      const attempt = async (abortSignal: AbortSignal) => {
        const output = await once(command, { ...options, abortSignal });
        isAnswered ||= !serviceRates[name].global;
        return output;
      };
      // Signs of life wait for nobody.
      const paced = as === "ledger" ? {} : { pace };
      const told = as === "ledger" || attempts === undefined ? {} : { onAttempt: attempts(Client.name, command) };
      const call = callOf(name, command);
      const input = { ...sending, ...own, ...paced, ...told, offset: time.offset, renew, isVain };
      const draw = () => random(as === "ledger" ? "lease" : "pause");
      return send(call, attempt, options.abortSignal, { ...input, random: draw }).catch((error: unknown) => {
        rememberSilence(error, { service: name, operation: call.operation });
        throw error;
      });
    };
    made.set(as, fresh);
    return fresh;
  };
  const clients = Object.defineProperties(
    {},
    Object.fromEntries(
      (Object.keys(services) as ServiceName[]).map((name) => [name, { get: () => clientOf(name), enumerable: true }]),
    ),
  ) as Clients;
  return {
    clients,
    ledgerS3: () => clientOf("s3", "ledger") as unknown as Clients["s3"],
    now: () => clock.now() + time.offset(),
    waits,
    region: () => (region === undefined ? clientOf("sts").config.region() : Promise.resolve(region)),
    close() {
      for (const one of made.values()) one.destroy();
    },
  };
}

/**
 * Asks a client's provider for other credentials, which the SDK does not when these have expired. What a
 * program or its environment says is said once and for all.
 */
async function renewed({ config: { credentials } }: SdkClient): Promise<Renewal> {
  if (credentials === undefined) return "fixed";
  const before = await credentials();
  const after = await credentials({ forceRefresh: true });
  if (before.accessKeyId !== after.accessKeyId || before.sessionToken !== after.sessionToken) return "renewed";
  const { CREDENTIALS_CODE: code, CREDENTIALS_ENV_VARS: environment } = after.$source ?? {};
  return after.expiration === undefined && (code ?? environment) !== undefined ? "fixed" : "same";
}
