import type { Disclosure } from "../aws/connection.ts";
import { hiddenFields } from "../aws/recording/hidden-fields.ts";
import type { Recorder } from "../aws/recording/recorder.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedState } from "../engine/observed.ts";

/** Tells the log of a run, or the replay of one, what is wanted of fields that a log hides. */
export function tellHidden(
  resources: readonly Resource[],
  recorder: Pick<Recorder, "local"> | undefined,
  disclosure: Disclosure | undefined,
): void {
  if (recorder === undefined && disclosure === undefined) return;
  for (const { address, props } of resources) {
    for (const [field, value] of Object.entries(props)) {
      if (!hiddenFields.has(field) || typeof value !== "string") continue;
      recorder?.local(`${address} ${field}`, value);
      disclosure?.local(`${address} ${field}`, value);
    }
  }
}

/**
 * Tells what is wanted, and gives what was observed with what a replay knows by then of that which its log
 * hides: only so can the two be compared.
 */
export function disclose(
  resources: readonly Resource[],
  observed: ObservedState,
  recorder: Pick<Recorder, "local"> | undefined,
  disclosure: Disclosure | undefined,
): ObservedState {
  tellHidden(resources, recorder, disclosure);
  if (disclosure === undefined) return observed;
  return {
    ...observed,
    resources: observed.resources.map((one) => ({
      ...one,
      props: revealed(one.props, disclosure),
      outputs: revealed(one.outputs, disclosure),
    })),
  };
}

/** The same plain data, with what a replay knows by now of that which its log hides. */
export function revealed<Value>(value: Value, disclosure: Disclosure | undefined): Value;
export function revealed(value: unknown, disclosure: Disclosure | undefined): unknown {
  if (disclosure === undefined) return value;
  if (typeof value === "string") return disclosure.reveal(value);
  if (Array.isArray(value)) return value.map((item: unknown) => revealed(item, disclosure));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revealed<unknown>(item, disclosure)]));
}
