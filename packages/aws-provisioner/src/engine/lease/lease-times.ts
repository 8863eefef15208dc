/**
 * Seconds by which a cluster has one run at a time. AWS's calls bear no number of whose turn it is, so that
 * the account is kept by time: a run stops sending long before another one may take it for dead.
 *
 * A request that is under way when `stops` is over is given up, so that no byte of one leaves later. What AWS
 * has heard by then it has carried out, or refused, `lock-delay` seconds later: that is the rest until
 * `dead`, beside the clocks' different pace.
 */
export const leaseSeconds = {
  /** From one renewal to the next. */
  beat: 10,
  /** From before the last confirmed renewal was sent until its holder sends nothing any more. */
  stops: 40,
  /** From when another run saw the last sign of life until it takes over. */
  dead: 90,
  /** Between two looks of one that waits, at most. */
  look: 8,
} as const;
