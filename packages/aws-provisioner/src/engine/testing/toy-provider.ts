import { readState } from "../observed.ts";
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
    lagOf: () => ({ usual: toyLagSeconds, worst: toyLagSeconds }),
    look: (signal) => ({ cloud, signal }),
    seek: async (signal, kind, sought) => {
      const addresses = new Set(sought.map(({ address }) => address));
      const state = await readState(
        { cloud, signal },
        toyKinds.filter(({ name }) => name === kind),
      );
      return state.resources.filter(({ address }) => addresses.has(address));
    },
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
