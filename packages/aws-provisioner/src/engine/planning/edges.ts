import type { Need } from "../plan.ts";

/** Who waits for whom among the steps of a plan, by their ids. */
export interface Edges {
  /** For each step, those that must be over before it starts. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * For each step that makes no call of its own, the deletion of the owner with which its resource vanishes.
   */
  readonly diesWith: ReadonlyMap<string, string>;
  /**
   * Seconds that a step waits after one that it needs, where others go on by what was before: by step, by
   * need.
   */
  readonly lingers: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** What a step needs by those edges, as the plan says it. */
export function needOf({ lingers }: Edges, step: string, first: string): Need {
  const seconds = lingers.get(step)?.get(first);
  return { step: first, reached: "stable", ...(seconds !== undefined && { lingers: seconds }) };
}

/**
 * Seconds for which a step waits because others go on by what was before: none where another that it needs
 * has waited for the same.
 */
export function lingering({ lingers, needs }: Edges, step: string): number {
  const waited = new Set([...(needs.get(step) ?? [])].flatMap((first) => [...(lingers.get(first)?.keys() ?? [])]));
  const own = [...(lingers.get(step) ?? [])].filter(([first]) => !waited.has(first));
  return Math.max(0, ...own.map(([, seconds]) => seconds));
}

/** Edges that are still being gathered. */
export class EdgeList implements Edges {
  readonly needs = new Map<string, Set<string>>();
  readonly diesWith = new Map<string, string>();
  readonly lingers = new Map<string, Map<string, number>>();

  /** `step` starts when `first` is over, and some seconds have passed; nothing waits for itself. */
  need(step: string, first: string, lingers = 0): void {
    if (step === first) return;
    this.needs.set(step, (this.needs.get(step) ?? new Set()).add(first));
    if (lingers > 0) this.lingers.set(step, (this.lingers.get(step) ?? new Map<string, number>()).set(first, lingers));
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
