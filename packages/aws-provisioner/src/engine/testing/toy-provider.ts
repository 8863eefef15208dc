import type { Provider } from "../provider.ts";
import type { ToyCloud } from "./toy-cloud.ts";
import { toyMeaning } from "./toy-errors.ts";
import { type Toy, toyKinds } from "./toy-kinds.ts";

/** Seconds for which the toy cloud's listings may be behind. */
export const toyLagSeconds = 10;

/** The toy cloud as the engine sees it; what it makes bears `tags`. */
export function toyProvider(cloud: ToyCloud, tags: Readonly<Record<string, string>> = {}): Provider<Toy> {
  return {
    kinds: toyKinds,
    listingLagSeconds: toyLagSeconds,
    look: (signal) => ({ cloud, signal }),
    step: (context) => ({ ...context, cloud, tags }),
    meaning: toyMeaning,
    mark: (_step, kind, { id }, marks) => {
      cloud.calls.push(`marks of ${kind}`);
      return cloud.mark(id, marks);
    },
    holders: async (_look, { id }) => cloud.holders.get(id),
    retag: (step, kind, id, wanted, gone) => {
      cloud.calls.push(`tags of ${kind}`);
      return cloud.retag(step, id, { ...wanted }, gone);
    },
  };
}
