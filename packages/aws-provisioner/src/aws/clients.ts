import type { Connection } from "./connection.ts";
import { rememberFailures } from "./failed-call.ts";
import { type Clients, type ServiceName, services } from "./services.ts";
import { neverRepeated } from "./sent-once.ts";

export interface Connected {
  readonly clients: Clients;
  /** Region that the clients came to. */
  region(): Promise<string>;
  /** Closes the sockets. */
  close(): void;
}

interface SdkClient {
  readonly config: { region(): Promise<string> };
  readonly middlewareStack: { use(plugin: never): void };
  destroy(): void;
}

/**
 * The SDK's clients, each made when it is first used, all with the same configuration and middleware.
 *
 * @param sentOnce Operations that the SDK is not to repeat by itself where they may have had their effect,
 * `CreateVpc`.
 */
export function connect(
  { region, client = {}, plugins = [] }: Connection,
  sentOnce: readonly string[] = [],
): Connected {
  const made = new Map<ServiceName, SdkClient>();
  const configuration = { maxAttempts: 6, ...client, ...(region === undefined ? {} : { region }) };
  const clientOf = (name: ServiceName): SdkClient => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const Client = services[name]();
    const fresh: SdkClient = new Client(configuration);
    for (const plugin of [rememberFailures(name), neverRepeated(sentOnce), ...plugins])
      fresh.middlewareStack.use(plugin as never);
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
