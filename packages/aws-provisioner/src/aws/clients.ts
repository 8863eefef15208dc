import { systemClock } from "../engine/clock.ts";
import type { Connection } from "./connection.ts";
import { rememberFailures } from "./failed-call.ts";
import type { Recorder } from "./recording/recorder.ts";
import { awsClock } from "./sending/aws-clock.ts";
import { callOf } from "./sending/call.ts";
import { handlerLimits } from "./sending/limits.ts";
import { send, type SendingInput } from "./sending/send.ts";
import { type Clients, type ServiceName, services } from "./services.ts";

export interface Connected {
  readonly clients: Clients;
  /** Region that the clients came to. */
  region(): Promise<string>;
  /** Closes the sockets. */
  close(): void;
}

type Send = (command: object, options?: { readonly abortSignal?: AbortSignal }) => Promise<unknown>;

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
}

interface ConnectInput extends Pick<SendingInput, "guard" | "onSilence"> {
  readonly onSkew?: (seconds: number) => void;
  /** Is told of each attempt of a command of a client, `EC2`. */
  readonly attempts?: Recorder["attempts"] | undefined;
}

/** Seconds for which a call that gets no answer is sent again, unless it is said otherwise: 15 minutes. */
export const usualPatience = 900;

/**
 * The SDK's clients, each made when it is first used, all with the same configuration, credentials and
 * middleware. The SDK sends each request once, within its limits; what is sent again is decided here.
 */
export function connect(
  {
    region,
    client = {},
    plugins = [],
    clock = systemClock,
    random = Math.random,
    patience = usualPatience,
  }: Connection,
  { guard, onSilence, onSkew, attempts }: ConnectInput = {},
): Connected {
  const made = new Map<ServiceName, SdkClient>();
  const time = awsClock(() => clock.now(), onSkew);
  const limits = clock.virtual === true ? clock : systemClock;
  const sending = { clock, limits, random, patience, ...(guard && { guard }), ...(onSilence && { onSilence }) };
  const configuration = {
    requestHandler: handlerLimits,
    ...client,
    maxAttempts: 1,
    ...(region === undefined ? {} : { region }),
  };
  const clientOf = (name: ServiceName): SdkClient => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const Client = services[name]();
    // One provider of credentials for all: each client would ask its own, and again at its own time.
    const [first] = made.values();
    const credentials = first?.config.credentials;
    const fresh = new Client({ ...configuration, ...(credentials && { credentials }) }) as unknown as SdkClient;
    for (const plugin of [rememberFailures(name), time.plugin, ...plugins]) fresh.middlewareStack.use(plugin as never);
    time.govern(fresh);
    const once = fresh.send.bind(fresh);
    const renew = () => renewed(fresh);
    fresh.send = (command, options) =>
      send(callOf(name, command), (abortSignal) => once(command, { ...options, abortSignal }), options?.abortSignal, {
        ...sending,
        renew,
        ...(attempts && { onAttempt: attempts(Client.name, command) }),
      });
    made.set(name, fresh);
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
    region: () => (region === undefined ? clientOf("sts").config.region() : Promise.resolve(region)),
    close() {
      for (const one of made.values()) one.destroy();
    },
  };
}

/** Asks a client's provider for other credentials, which the SDK does not when these have expired. */
async function renewed({ config: { credentials } }: SdkClient): Promise<boolean> {
  if (credentials === undefined) return false;
  const before = await credentials();
  const after = await credentials({ forceRefresh: true });
  return before.accessKeyId !== after.accessKeyId || before.sessionToken !== after.sessionToken;
}
