/** What a {@link Fault} may look at: the request, and how many of its operation came before it. */
export interface FaultCall {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  /** 1 for the first request of this service and operation, ... */
  readonly nth: number;
  /** 1 for the first request that the account receives, ... */
  readonly index: number;
  /** Virtual time, epoch milliseconds. */
  readonly now: number;
  /** "client" or "direct". */
  readonly origin: string;
}

/** What goes wrong with one request. */
export type FaultEffect =
  /** AWS refuses it; nothing happens. */
  | {
      readonly kind: "refuse";
      readonly code: string;
      readonly message?: string;
      readonly status?: number;
      readonly fault?: "client" | "server";
    }
  /** The request never arrives: nothing happens and the client sees a network error. */
  | { readonly kind: "lose-request" }
  /** The request takes effect, but its answer never arrives: the client sees a network error. */
  | { readonly kind: "lose-answer" }
  /** The answer comes `ms` milliseconds later than it would. */
  | { readonly kind: "delay"; readonly ms: number };

/** Decides, for each request, whether something goes wrong with it. */
export type Fault = (call: FaultCall) => FaultEffect | undefined;

/**
 * A {@link Fault} that strikes the `nth` request (default: every one) of `operation`, e.g. `EC2.CreateVpc`.
 *
 * @example
 * ```ts
 * import { onCall, simulateAccount } from "@drydock/aws-simulator";
 *
 * const answerLost = onCall("EC2.CreateVpc", { kind: "lose-answer" }, { nth: 1 });
 * const account = simulateAccount({ seed: 7, latency: "typical", faults: [answerLost] });
 * await account.handle("EC2", "CreateVpc", { CidrBlock: "10.0.0.0/16" }).catch((lost: Error) => console.log(lost.name));
 * console.log(account.inventory().some(({ type }) => type === "vpc"));
 * ```
 *
 * @throws TypeError when `operation` is not of the form `Service.Operation`.
 */
export function onCall(operation: string, effect: FaultEffect, { nth }: { readonly nth?: number } = {}): Fault {
  if (!/^\w+\.\w+$/.test(operation)) {
    throw new TypeError(`onCall takes Service.Operation, such as EC2.CreateVpc, not ${JSON.stringify(operation)}`);
  }
  return (call) =>
    `${call.service}.${call.operation}` === operation && (nth === undefined || call.nth === nth) ? effect : undefined;
}
