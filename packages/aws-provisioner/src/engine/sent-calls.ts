import type { PlanStep } from "./plan.ts";

/** What a run has sent that changes something, by step. */
export class SentCalls {
  readonly #inFlight = new Set<PlanStep>();
  readonly #sent = new Set<string>();
  readonly #effective = new Set<string>();
  #isHeard = true;

  /**
   * Makes a call of a step. A step makes one at a time.
   *
   * @param meaningOf What an error of it tells: that it has changed nothing, that nobody knows, or that it
   * was cut short.
   */
  async during<Answer>(
    step: PlanStep,
    call: () => Promise<Answer>,
    meaningOf: (error: unknown) => "refused" | "unanswered" | "cut",
  ): Promise<Answer> {
    this.#sent.add(step.id);
    this.#inFlight.add(step);
    try {
      const answer = await call();
      this.#effective.add(step.id);
      this.#isHeard = true;
      return answer;
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning !== "refused") this.#effective.add(step.id);
      if (meaning !== "cut") this.#isHeard = meaning === "refused";
      throw error;
    } finally {
      this.#inFlight.delete(step);
    }
  }

  /** Steps whose call is not answered yet. */
  inFlight(): readonly PlanStep[] {
    return [...this.#inFlight];
  }

  /** Whether the last of them that is over was answered, if only by a refusal. */
  isHeard(): boolean {
    return this.#isHeard;
  }

  /** Whether anything may have come of a step: a call that was answered, or that nobody has answered yet. */
  mayHaveChanged(step: PlanStep): boolean {
    return this.#effective.has(step.id) || this.#inFlight.has(step);
  }

  /** Whether a step has sent anything. */
  has({ id }: PlanStep): boolean {
    return this.#sent.has(id);
  }
}
