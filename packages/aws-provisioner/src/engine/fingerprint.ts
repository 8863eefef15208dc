import { digest } from "./digest.ts";
import type { ObservedResource } from "./observed.ts";

/**
 * What a step is planned on: if this has changed when the step's turn comes, the plan was about something
 * else.
 *
 * @param unminded Fields that it does not care about.
 */
export function fingerprint(
  { id, props }: Pick<ObservedResource, "id" | "props">,
  unminded: readonly string[] = [],
): string {
  const minded = Object.entries(props).filter(([field]) => !unminded.includes(field));
  return digest({ id, props: Object.fromEntries(minded) });
}
