import type { Disclosure } from "../aws/connection.ts";
import { hiddenFields } from "../aws/recording/hidden-fields.ts";
import type { Recorder } from "../aws/recording/recorder.ts";
import type { Resource } from "../engine/graph.ts";
import type { ObservedState } from "../engine/observed.ts";

/**
 * Tells the log of a run, or the replay of one, what is wanted of fields that a log hides, and gives what was
 * observed with what the replay knows of these by then: only so can the two be compared.
 */
export function disclose(
  resources: readonly Resource[],
  observed: ObservedState,
  recorder: Pick<Recorder, "local"> | undefined,
  disclosure: Disclosure | undefined,
): ObservedState {
  if (recorder === undefined && disclosure === undefined) return observed;
  for (const { address, props } of resources) {
    for (const [field, value] of Object.entries(props)) {
      if (!hiddenFields.has(field) || typeof value !== "string") continue;
      recorder?.local(`${address} ${field}`, value);
      disclosure?.local(`${address} ${field}`, value);
    }
  }
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

function revealed<Fields extends Readonly<Record<string, unknown>>>(fields: Fields, { reveal }: Disclosure): Fields {
  const entries = Object.entries(fields).map(([field, value]) => [
    field,
    typeof value === "string" ? reveal(value) : value,
  ]);
  return Object.fromEntries(entries) as Fields;
}
