import {
  checkOptions,
  either,
  flag,
  object,
  oneOf,
  required,
  text,
  textLike,
  valueLike,
  whole,
} from "@drydock/systemd/ground";

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
  | { readonly kind: "delay"; readonly ms: number }
  /**
   * A listing answers without one of the things that it would name, the one at `place`, counted round from 0
   * (default): a replica that has not heard of it yet, or any more. Nothing else is told of it.
   */
  | { readonly kind: "omit"; readonly place?: number }
  /** No answer comes, and the connection stays open. With `heard` the request takes effect all the same. */
  | { readonly kind: "hang"; readonly heard?: boolean }
  /**
   * Something on the way answers in AWS's place, or spoils its answer: `empty` is a success without a body,
   * `page` a login page with status 200, `bad-gateway` a proxy's 502, `cut` an answer that breaks off. With
   * `heard` the request takes effect all the same.
   */
  | {
      readonly kind: "foreign-answer";
      readonly answer: "empty" | "page" | "bad-gateway" | "cut";
      readonly heard?: boolean;
    };

/** Decides, for each request, whether something goes wrong with it. */
export type Fault = (call: FaultCall) => FaultEffect | undefined;

type EffectOf<Kind> = Extract<FaultEffect, { readonly kind: Kind }>;

const given = object<{
  readonly operation: string;
  readonly effect: FaultEffect;
  readonly options: { readonly nth?: number };
}>({
  operation: required(textLike(/^\w+\.\w+$/, "Service.Operation, such as EC2.CreateVpc")),
  effect: required(
    either(
      object<EffectOf<"refuse">>({
        kind: required(oneOf("refuse")),
        code: required(text),
        message: text,
        status: whole(),
        fault: oneOf("client", "server"),
      }),
      object<EffectOf<"lose-request">>({ kind: required(oneOf("lose-request")) }),
      object<EffectOf<"lose-answer">>({ kind: required(oneOf("lose-answer")) }),
      object<EffectOf<"delay">>({
        kind: required(oneOf("delay")),
        ms: required(valueLike<number>((ms) => Number(ms) >= 0, "milliseconds, 0 or more")),
      }),
      object<EffectOf<"omit">>({ kind: required(oneOf("omit")), place: whole({ min: 0 }) }),
      object<EffectOf<"hang">>({ kind: required(oneOf("hang")), heard: flag }),
      object<EffectOf<"foreign-answer">>({
        kind: required(oneOf("foreign-answer")),
        answer: required(oneOf("empty", "page", "bad-gateway", "cut")),
        heard: flag,
      }),
    ),
  ),
  options: object<{ readonly nth?: number }>({ nth: whole({ min: 1 }) }),
});

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
 * @throws {OptionError} `invalid-option`, when `operation` is not of the form `Service.Operation`, or there
 * is no such effect or option.
 */
export function onCall(operation: string, effect: FaultEffect, options: { readonly nth?: number } = {}): Fault {
  checkOptions("onCall", given, { operation, effect, options });
  const { nth } = options;
  return (call) =>
    `${call.service}.${call.operation}` === operation && (nth === undefined || call.nth === nth) ? effect : undefined;
}
