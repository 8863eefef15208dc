import type { Need } from "./bucket.ts";
import { rateRefusal } from "./rate-refusal.ts";
import { needsOfService } from "./rates.ts";

/** One request as the buckets see it. */
export interface Rated {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly accountId: string;
  readonly now: number;
}

/**
 * Refuses requests beyond AWS's rates; call the result once for each request, in order of time, and what that
 * gives when the request came to pass. One that is refused takes no token.
 */
export function throttle(): (request: Rated) => () => void {
  const levels = new Map<string, { tokens: number; at: number }>();
  const levelOf = ({ key, size }: Need, now: number): number => {
    const { tokens, at } = levels.get(key) ?? { tokens: size.capacity, at: now };
    return Math.min(size.capacity, tokens + ((now - at) / 1000) * size.refill);
  };
  const take = (needs: readonly Need[], now: number): void => {
    for (const need of needs) levels.set(need.key, { tokens: levelOf(need, now) - need.tokens, at: now });
  };
  return ({ service, operation, input, accountId, now }) => {
    const needs = needsOfService[service]?.(operation, input) ?? [];
    const lacking = needs.find((need) => levelOf(need, now) < need.tokens);
    if (lacking !== undefined) throw rateRefusal(service, operation, lacking, accountId);
    take(
      needs.filter(({ ofResources }) => !ofResources),
      now,
    );
    return () =>
      take(
        needs.filter(({ ofResources }) => ofResources),
        now,
      );
  };
}
