import { ProvisionError } from "../error.ts";
import type { ObservedResource } from "../observed.ts";

/** A wait that came to nothing. */
interface InVain {
  /** What it was to become: `stable`. */
  readonly to: string;
  /** How long it was waited for. */
  readonly seconds: number;
  /** How it was seen last; undefined where no listing showed it. */
  readonly seen: Pick<ObservedResource, "status" | "reason"> | undefined;
  /** What else there is to say of it, in the provider's words as a rule. */
  readonly told?: readonly (string | undefined)[];
  /** What to do, where there is more to do than to run again. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A wait that was given up: what was waited for, to which level, how long, how it was seen last and in which
 * words the provider tells why, and what to do.
 */
export function timedOut(one: Pick<ObservedResource, "address" | "id">, inVain: InVain): ProvisionError {
  const { to, seconds, cause, hint = "Run again, which waits anew." } = inVain;
  const { address, id } = one;
  const message = `${address} (${id}) is not ${to} after ${Math.round(seconds)} s: ${lastWords(inVain)}`;
  return new ProvisionError("timed-out", message, { address, hint, ...(cause !== undefined && { cause }) });
}

/** What an option says to have a wait for an address take longer. */
export function longer(address: string, seconds: number): string {
  return `Run again, which waits anew; for longer with waitSeconds: { "${address}": ${Math.ceil(seconds) * 2} }.`;
}

/** How it was seen last, and what was said of it, nothing twice. */
function lastWords({ seen, told = [] }: Pick<InVain, "seen" | "told">): string {
  const state = seen === undefined ? "no listing shows it" : `last seen ${seen.status}`;
  const words = [seen?.reason, ...told].filter((one) => one !== undefined && one !== "");
  const distinct = words.filter((one, at) => !words.some((other, where) => where > at && other?.includes(one ?? "")));
  return distinct.length === 0 ? `${state}, no reason given` : `${state}: ${distinct.join("; ")}`;
}
