/** A token bucket of AWS's: a call takes a token, and one that finds none is refused. */
export interface Rate {
  /** Tokens that it holds at most: calls that may come at once. */
  readonly capacity: number;
  /** Tokens a second that come back: calls that may come for as long as one likes. */
  readonly refill: number;
  /** Whether AWS does not publish it, so that it is a careful guess; what AWS refuses corrects it. */
  readonly assumed?: true;
}

/** A bucket as AWS publishes it. */
export function published(capacity: number, refill: number): Rate {
  return { capacity, refill };
}

/** A bucket of which AWS says that there is one, or whose like there is, and not how large it is. */
export function assumed(capacity: number, refill: number): Rate {
  return { capacity, refill, assumed: true };
}
