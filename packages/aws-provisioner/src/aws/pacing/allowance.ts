/** Of what AWS publishes, what is used while nothing else is known: others call on the account too. */
export const usualShare = 0.8;

/** Milliseconds without a refusal after which a little more is tried, and how much that is. */
const [clean, more] = [10_000, 0.05];

/** What a refusal leaves of the share, and the least that any leave. */
const [less, least] = [0.7, 0.05];

/** The share of a bucket's rate that is used, as refusals and the lack of them have left it. */
export interface Allowance {
  readonly share: number;
  /** Since when nothing was refused, or the last that was tried has done well. */
  readonly since: number;
}

export function usualAllowance(now: number): Allowance {
  return { share: usualShare, since: now };
}

/**
 * When a little more is to be tried: beyond the usual share only while calls wait for it, and at most all.
 */
export function growsAt({ share, since }: Allowance, isAwaited: boolean): number {
  return share < limitOf(isAwaited) ? since + clean : Infinity;
}

/** After nothing was refused for long enough. */
export function grown({ share }: Allowance, isAwaited: boolean, now: number): Allowance {
  return { share: Math.min(limitOf(isAwaited), share + more), since: now };
}

function limitOf(isAwaited: boolean): number {
  return isAwaited ? 1 : usualShare;
}

/** After a refusal. */
export function lessened({ share }: Allowance, now: number): Allowance {
  return { share: Math.max(least, share * less), since: now };
}

/** When no call waits any more: others may have come meanwhile. */
export function unawaited({ share, since }: Allowance): Allowance {
  return { share: Math.min(share, usualShare), since };
}
