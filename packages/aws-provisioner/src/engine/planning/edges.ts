/** Who waits for whom among the steps of a plan, by their ids. */
export interface Edges {
  /** For each step, those that must be over before it starts. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * For each step that makes no call of its own, the deletion of the owner with which its resource vanishes.
   */
  readonly diesWith: ReadonlyMap<string, string>;
}

/** Edges that are still being gathered. */
export class EdgeList implements Edges {
  readonly needs = new Map<string, Set<string>>();
  readonly diesWith = new Map<string, string>();

  /** `step` starts when `first` is over; nothing waits for itself. */
  need(step: string, first: string): void {
    if (step !== first) this.needs.set(step, (this.needs.get(step) ?? new Set()).add(first));
  }

  /** `step` is over when `owner` is, without a call. */
  dieWith(step: string, owner: string): void {
    this.diesWith.set(step, owner);
    this.need(step, owner);
  }

  /**
   * Things that vanish with their owners may need each other in a circle (two groups whose rules name each
   * other). Such a one is deleted by a call of its own, before its owner.
   */
  breakCircles(): void {
    for (const [step, owner] of this.diesWith) {
      if (!this.#reaches(owner, step)) continue;
      this.diesWith.delete(step);
      this.needs.get(step)?.delete(owner);
      this.need(owner, step);
    }
  }

  #reaches(from: string, to: string, seen = new Set<string>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(this.needs.get(from) ?? [])].some((step) => this.#reaches(step, to, seen));
  }
}
