import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
import type { Cloud } from "./kind.ts";
import type { Ledger } from "./ledger.ts";
import type { ObservedState } from "./observed.ts";
import type { Plan } from "./plan.ts";
import type { Provider } from "./provider.ts";

export interface ApplyInput<C extends Cloud> {
  readonly plan: Plan;
  /** The account as it is now; steps whose target has changed since the plan refuse. */
  readonly observed: ObservedState;
  readonly provider: Provider<C>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** A fresh random id, for an operation that no open record continues. */
  readonly newOperation: () => string;
  readonly signal: AbortSignal;
  readonly emit: (event: Untimed) => void;
  /** Seconds for which a call to which nobody answers is sent again; default 300. */
  readonly patience?: number;
  /** Mutations in flight at once; default 32. */
  readonly concurrency?: number;
}
