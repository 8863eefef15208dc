import { isDeepStrictEqual } from "node:util";
import type { Cloud } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import { keysOf, minded } from "../shared.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * What a deletion takes away as it is by now, where its kind has a name by which it can be asked for: the
 * listing of which the plan was made may have been behind, and have told of it before it had what it has. Of
 * fields that others share only what was seen, or what the last run was to write. Undefined where that is
 * nothing new, and where it cannot be asked.
 */
export async function readAnew<C extends Cloud>(
  { kind, provider, signal, known, recordedAt }: StepScope<C>,
  leaving: ObservedResource,
): Promise<ObservedResource | undefined> {
  if (kind.seek === undefined) return undefined;
  const found = await provider.seek(signal, kind.name, [leaving], known()).catch(() => {
    signal.throwIfAborted();
    return [];
  });
  const fresh = found.find(({ id }) => id === leaving.id);
  if (fresh === undefined) return undefined;
  const seen = Object.fromEntries(
    Object.entries(kind.shared ?? {}).flatMap(([field, of]) =>
      of === undefined ? [] : [[field, keysOf(of, leaving.props[field])] as const],
    ),
  );
  const props = minded(kind.shared, fresh.props, recordedAt(leaving.address)?.props ?? {}, seen);
  return isDeepStrictEqual(props, leaving.props) ? undefined : { ...leaving, props };
}
