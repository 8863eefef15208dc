import type { Clock } from "./clock.ts";
import type { Untimed } from "./event.ts";
import type { Cloud } from "./kind.ts";
import type { Ledger } from "./ledger.ts";
import type { ObservedState } from "./observed.ts";
import type { Plan } from "./plan.ts";
import type { Provider } from "./provider.ts";
import type { Interruption } from "./stops.ts";

export interface ApplyInput<C extends Cloud> {
  readonly plan: Plan;
  /** The account as it is now; steps whose target has changed since the plan refuse. */
  readonly observed: ObservedState;
  readonly provider: Provider<C>;
  readonly ledger: Ledger;
  /**
   * Resolves when no other run can have changed anything up to that moment; rejects, and has `signal`
   * aborted, where one may have.
   */
  readonly untilHeld?: () => Promise<void>;
  /** Whether another run has begun since this one was the one to change the cluster. */
  readonly isOvertaken?: () => Promise<boolean>;
  readonly clock: Clock;
  /** A fresh random id, for an operation that no open record continues. */
  readonly newOperation: () => string;
  /** Aborted when no step may begin any more, and nothing is waited for. */
  readonly signal: AbortSignal;
  /** The orderly end that `signal` may stand for. Without it, `signal` cuts short what is in flight, too. */
  readonly interruption?: Interruption;
  readonly emit: (event: Untimed) => void;
  /** Seconds for which a call to which nobody answers is sent again; default 300. */
  readonly patience?: number;
  /** Mutations in flight at once; default 32. */
  readonly concurrency?: number;
}
