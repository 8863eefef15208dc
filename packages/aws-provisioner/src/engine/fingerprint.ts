import { digest } from "./digest.ts";
import type { ObservedResource } from "./observed.ts";

/**
 * What a step is planned on: if this has changed when the step's turn comes, the plan was about something
 * else.
 */
export function fingerprint({ id, props }: Pick<ObservedResource, "id" | "props">): string {
  return digest({ id, props });
}
