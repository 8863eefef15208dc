import { gather } from "../gather.ts";
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
    const circling = this.#circling();
    for (const [step, owner] of this.diesWith) {
      const isInCircle = step === owner || (circling.has(step) && this.#reaches(owner, step, circling));
      if (!isInCircle) continue;
      this.diesWith.delete(step);
      this.needs.get(step)?.delete(owner);
      this.need(owner, step);
    }
  }

  /** The steps that may be in a circle: what is left without those that wait for none of them. */
  #circling(): ReadonlySet<string> {
    const followers = new Map<string, string[]>();
    const open = new Map<string, number>();
    for (const [step, needs] of this.needs) {
      open.set(step, needs.size);
      for (const first of needs) gather(followers, first, step);
    }
    const free = [...followers.keys()].filter((step) => !this.needs.has(step));
    for (const step of free) {
      for (const follower of followers.get(step) ?? []) {
        const left = (open.get(follower) ?? 0) - 1;
        open.set(follower, left);
        if (left === 0) free.push(follower);
      }
    }
    return new Set([...open].flatMap(([step, left]) => (left > 0 ? [step] : [])));
  }

  #reaches(from: string, to: string, among: ReadonlySet<string>): boolean {
    const seen = new Set([from]);
    for (const one of seen) for (const next of this.needs.get(one) ?? []) if (among.has(next)) seen.add(next);
    return seen.has(to);
  }
}
