import type { Resource } from "../graph.ts";
import { outputOf } from "../observed.ts";
import { substitute } from "../ref.ts";
import type { Decision } from "./decide.ts";

/**
 * The wanted fields with every reference replaced whose value is already certain; the others stay references.
 */
export function resolveKnown(
  { props }: Resource,
  decisions: ReadonlyMap<string, Decision>,
): Readonly<Record<string, unknown>> {
  return substitute(props, (reference) => {
    const producer = decisions.get(reference.$ref);
    if (producer?.current === undefined || producer.action === "replace") return reference;
    const changing = producer.action === "update" && producer.kind.volatile?.includes(reference.field);
    return changing ? reference : (outputOf(producer.current, reference.field) ?? reference);
  });
}
