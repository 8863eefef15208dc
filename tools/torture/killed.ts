import type { ApplyOptions, Clock } from "../../packages/aws-provisioner/src/index.ts";
import type { SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";

/**
 * How a process ends at one of its calls: before it is sent; when nobody answers it; or when it is answered.
 */
export const ways = ["not-sent", "unanswered", "answered", "next-look"] as const;

export interface Knife {
  /** The how many-th call that changes something, the record's writes among them; from 1. */
  readonly boundary: number;
  readonly way: (typeof ways)[number];
}

/** By what was done instead: calls count that did what they asked for. */
export interface KnifeAfter {
  /** The how many-th of them; from 1. */
  readonly boundary: number;
  /** The operations that count. */
  readonly after: RegExp;
  readonly way: Exclude<Knife["way"], "not-sent">;
}

export interface Killed {
  /** Resolves when it is dead, or over before that. */
  isKilled(): Promise<boolean>;
}

/**
 * Runs something in a process that ends without a word at one of its calls: from then on nothing of it is
 * sent, nothing reaches it, and no time passes for it.
 */
export function killed(
  account: SimulatedAccount,
  options: ApplyOptions,
  knife: Knife | KnifeAfter,
  run: (options: ApplyOptions) => Promise<unknown>,
): Killed {
  const { boundary, way } = knife;
  const after = "after" in knife ? knife.after : undefined;
  let [changes, isDead] = [0, false];
  let [isDying, boundaryPassed] = [false, false];
  let die = (): void => {};
  const death = new Promise<true>((resolve) => (die = () => resolve(true)));
  const never = (): Promise<never> => {
    isDead = true;
    die();
    return new Promise(() => {});
  };
  const call = async (operation: string, isChange: boolean, send: () => Promise<unknown>): Promise<unknown> => {
    if (isDead || isDying) return never();
    const isSent = after === undefined && isChange && ++changes === boundary;
    if (isSent && way === "not-sent") return never();
    // A refusal is an answer too: whoever dies at it has not heard it, or does nothing about it.
    const [answer] = await Promise.allSettled([send()]);
    const isHeard = answer.status === "fulfilled" && after?.test(operation) === true;
    const isIt = isSent || (isHeard && ++changes === boundary);
    if (isDead || (isIt && way === "unanswered")) return never();
    // What is answered is heard; whatever comes next is not begun, or only what looks.
    if (isIt && way === "answered") isDying = true;
    if (isIt && way === "next-look") boundaryPassed = true;
    if (answer.status === "rejected") throw answer.reason;
    return answer.value;
  };
  const middleware = {
    applyToStack: (stack: { add(middleware: unknown, options: object): void }) =>
      stack.add(
        (next: (request: unknown) => Promise<unknown>, { commandName = "" }) =>
          (request: unknown) => {
            const isChange = !/^(?:Describe|Get|List|Head|BatchGet)/.test(commandName);
            if (boundaryPassed && isChange) return never();
            return call(commandName.replace(/Command$/, ""), isChange, () => next(request));
          },
        { step: "initialize", priority: "high", name: "killed" },
      ),
  };
  const { plugins = account.connection.plugins, clock: own = account.clock } = options;
  const clock: Clock = {
    ...own,
    now: () => own.now(),
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      if (isDead) return never();
      await own.sleep(milliseconds, signal);
      if (isDead) return never();
      return undefined;
    },
  };
  const over = run({
    ...options,
    clock,
    plugins: [middleware as unknown as (typeof plugins)[number], ...plugins],
  }).then(
    () => false,
    () => isDead,
  );
  return { isKilled: () => Promise.race([death, over]) };
}
