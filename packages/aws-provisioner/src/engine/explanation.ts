/** Why something has not come yet. */
export interface Explanation {
  /** In the provider's words. */
  readonly told: string;
  /** Where it can no longer come: what to mend first. Nobody waits on then. */
  readonly inVain?: string | undefined;
}

/**
 * Seconds after which a wait that usually takes `usual` seconds is late, so that the provider is asked why.
 */
export function lateAfter(usual: number): number {
  return 30 + usual * 2;
}

/** Seconds between two such questions of one wait. */
export const askedAgainAfter = 60;

/** Seconds between two such questions about one kind, however many of it are late. */
export const askedApart = 5;
