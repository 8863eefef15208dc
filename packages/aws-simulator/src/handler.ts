import type { InventoryEntry, TaggedRecords } from "./inventory.ts";
import type { Random } from "./random.ts";
import type { Moment } from "./state.ts";

/** One request as a handler sees it: no transport, no promise. */
export interface Call<I> extends Moment {
  readonly input: I;
  readonly random: Random;
}

/** The answer of an operation without the metadata that the transport adds. */
export type Answer<O> = Omit<O, "$metadata">;

/** Answers one operation: changes the account's state and returns the output, or throws an `AwsError`. */
export type Handler<I, O> = (call: Call<I>) => Answer<O>;

/** A {@link Handler} whose input type is forgotten, as a registry keeps it. */
export type AnyHandler = (call: Call<never>) => object;

/** One AWS service of the account. */
export interface Service {
  /** The SDK client's name without "Client": `EC2`, `AutoScaling`, `IAM`, `ElasticLoadBalancingV2`, ... */
  readonly id: string;
  /** Handlers by operation: `CreateVpc`, ... */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** Every live resource of the service. */
  readonly inventory: (moment: Moment) => readonly InventoryEntry[];
  /** Where those of its live resources are found that bear a tag. */
  readonly tagged?: readonly TaggedRecords[];
  /** Is told of every instant at which something in the account may have changed, in any service. */
  readonly follow?: (moment: Moment) => void;
}
