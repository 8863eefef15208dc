import type { PlanStep } from "./plan.ts";

/** What a run has sent that changes something, by step. */
export class SentCalls {
  readonly #inFlight = new Set<PlanStep>();
  readonly #sent = new Set<string>();

  /** Makes a call of a step. A step makes one at a time. */
  async during<Answer>(step: PlanStep, call: () => Promise<Answer>): Promise<Answer> {
    this.#sent.add(step.id);
    this.#inFlight.add(step);
    try {
      return await call();
    } finally {
      this.#inFlight.delete(step);
    }
  }

  /** Steps whose call is not answered yet. */
  inFlight(): readonly PlanStep[] {
    return [...this.#inFlight];
  }

  /** Whether a step has sent anything. */
  has({ id }: PlanStep): boolean {
    return this.#sent.has(id);
  }
}
