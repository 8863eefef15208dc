import type { LoggedCall } from "./call-log.ts";
import { type Clock, virtualClock, type VirtualClock } from "./clock.ts";
import { front } from "./front.ts";
import type { InventoryEntry } from "./inventory.ts";
import { latenessOf } from "./lag.ts";
import { latencyOf } from "./latency.ts";
import { checkedOptions, type SimulatedAccountOptions } from "./options.ts";
import { simulatorPlugin, type SimulatorPlugin } from "./plugin.ts";
import { type Random, seededRandom } from "./random.ts";
import { services } from "./services.ts";
import { createAccount } from "./state.ts";
import { takeInventory } from "./take-inventory.ts";

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
   * Sends one request without any client, for instance behind a program's back: `handle("EC2", "DeleteRoute",
   * {...})`. It takes its usual virtual time. Rejects with an `AwsError`, whose `name` is AWS's code.
   */
  handle(service: string, operation: string, input: object): Promise<object>;
}

/**
 * Makes a simulated AWS account: stateful, deterministic from its seed, strict about its input as AWS is,
 * with AWS's error codes and durations.
 *
 * @example
 * ```ts
 * import { EC2 } from "@aws-sdk/client-ec2";
 * import { simulateAccount } from "@drydock/aws-simulator";
 *
 * const account = simulateAccount({ seed: 7, latency: "typical" });
 * const ec2 = new EC2(account.connection.client);
 * for (const plugin of account.connection.plugins) ec2.middlewareStack.use(plugin);
 * await ec2.createVpc({ CidrBlock: "10.0.0.0/16" });
 * console.log(account.inventory().map(({ type, id }) => `${type} ${id}`));
 * ```
 *
 * @throws {OptionError} `invalid-option`, that names every wrong option.
 */
export function simulateAccount(options: SimulatedAccountOptions): SimulatedAccount {
  const {
    seed,
    latency,
    region,
    accountId,
    start,
    zones,
    throttling,
    staleReads,
    listingLag,
    faults,
    quotas,
    lives,
    launches,
  } = checkedOptions(options);
  const root = seededRandom(seed);
  const clock = virtualClock(start);
  const account = createAccount({
    region,
    accountId,
    zones,
    random: root.fork("account"),
    latency: latencyOf(latency, root.fork("latency")),
    staleReads,
    lateness: latenessOf(listingLag, seed),
    quotas,
    lives,
    launches,
  });
  for (const { follow } of services) if (follow !== undefined) account.follow((now) => follow({ account, now }));
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
        endpoint: "https://simulated-account.invalid", // A client without the plugin must reach nothing.
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
