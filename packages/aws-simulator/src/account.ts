import type { LoggedCall } from "./call-log.ts";
import { type Clock, virtualClock, type VirtualClock } from "./clock.ts";
import type { Fault } from "./faults/fault.ts";
import { front } from "./front.ts";
import { type InventoryEntry, takeInventory } from "./inventory.ts";
import { type LatencyMode, latencyOf } from "./latency.ts";
import { checkedOptions } from "./options.ts";
import { simulatorPlugin, type SimulatorPlugin } from "./plugin.ts";
import { type Random, seededRandom } from "./random.ts";
import type { Quotas } from "./quotas.ts";
import { services } from "./services.ts";
import { createAccount } from "./state.ts";

/** What a simulated account is made of. */
export interface SimulatedAccountOptions {
  /** Decides every id, address and sampled duration: equal seeds and equal calls give equal accounts. */
  readonly seed: number | string;
  /** How long calls and transitions take in virtual time. */
  readonly latency: LatencyMode;
  /** Default `us-west-2`. */
  readonly region?: string;
  /** Twelve digits. Default `123456789012`. */
  readonly accountId?: string;
  /** The first instant, as epoch milliseconds or a date. Default 2026-11-01T00:00:00Z. */
  readonly start?: number | Date;
  /** How many availability zones the region has, 1 to 6. Default 3. */
  readonly zones?: number;
  /** Refuse calls beyond AWS's published rates. Default false. */
  readonly throttling?: boolean;
  /** Let new ids and list entries stay unseen for a while. Default false. */
  readonly staleReads?: boolean;
  /** What goes wrong, asked in order for each request; the first effect counts. Default none. */
  readonly faults?: readonly Fault[];
  /** Quotas that differ from AWS's defaults. */
  readonly quotas?: Partial<Quotas>;
}

/** How SDK clients reach a simulated account. */
export interface SimulatedConnection {
  readonly region: string;
  /** Configuration for any SDK client; its credentials are dummies and its endpoint resolves nowhere. */
  readonly client: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** To be applied to every client: `client.middlewareStack.use(plugin)`. */
  readonly plugins: readonly SimulatorPlugin[];
  readonly clock: Clock;
  /** Floats in [0, 1) from the account's seed, in a stream of their own. */
  readonly random: Random;
}

/** A seeded AWS account in virtual time. */
export interface SimulatedAccount {
  readonly region: string;
  readonly accountId: string;
  readonly connection: SimulatedConnection;
  readonly plugin: SimulatorPlugin;
  readonly clock: VirtualClock;
  /** Every request so far, in the order of arrival. */
  readonly calls: readonly LoggedCall[];
  /** Every live resource, as of now. */
  inventory(): InventoryEntry[];
  /**
   * Sends one request without any client, for instance behind a program's back: `handle("EC2", "DeleteRoute", {...})`.
   * It takes its usual virtual time. Rejects with an `AwsError`, whose `name` is AWS's code.
   */
  handle(service: string, operation: string, input: object): Promise<object>;
}

/**
 * Makes a simulated AWS account: stateful, deterministic from its seed, strict about its input as AWS is, with AWS's
 * error codes and durations. Throws `TypeError` naming every wrong option.
 */
export function simulateAccount(options: SimulatedAccountOptions): SimulatedAccount {
  const { seed, latency, region, accountId, start, zones, throttling, staleReads, faults, quotas } =
    checkedOptions(options);
  const root = seededRandom(seed);
  const clock = virtualClock(start);
  const account = createAccount({
    region,
    accountId,
    zones,
    random: root.fork("account"),
    latency: latencyOf(latency, root.fork("latency")),
    staleReads,
    quotas,
  });
  const calls: LoggedCall[] = [];
  const perform = front({ services, account, clock, calls, faults, throttling, requestIds: root.fork("requests") });
  const plugin = simulatorPlugin((service, operation, input) =>
    perform({ service, operation, input, origin: "client" }),
  );
  return {
    region,
    accountId,
    plugin,
    clock,
    calls,
    connection: {
      region,
      client: {
        region,
        endpoint: "https://simulated-account.invalid", // a client without the plugin must reach nothing
        credentials: { accessKeyId: "simulated", secretAccessKey: "simulated" },
        maxAttempts: 1,
      },
      plugins: [plugin],
      clock,
      random: root.fork("client"),
    },
    inventory: () => takeInventory(services, account, clock.now()),
    handle: async (service, operation, input) => {
      const { $metadata: _, ...output } = await perform({ service, operation, input, origin: "direct" });
      return output;
    },
  };
}
