import type { Clock } from "../../engine/clock.ts";
import { type Call, isReading } from "../sending/call.ts";
import { Bucket } from "./bucket.ts";
import { type Draw, drawsOf } from "./draws.ts";
import { isOfResources, isRateRefusal } from "./rate-refusal.ts";

/** The buckets of one account, by their names. */
export type Buckets = Map<string, Bucket>;

/** Leave to send a call, once. */
export interface Leave {
  /** Tells what the attempt failed by, that was sent at that moment. */
  readonly failed: (error: unknown, sentAt: number) => void;
}

/** A call that has to wait until its buckets have tokens. */
export interface Paced {
  readonly call: Call;
  /** Seconds that it should wait. */
  readonly seconds: number;
  /** Calls of its kind that are let through each second. */
  readonly perSecond: number;
}

export interface PacerInput {
  readonly buckets: Buckets;
  readonly clock: Clock;
  /** Whose buckets they are of a service whose buckets are a region's. */
  readonly scopeOf: (call: Call) => string;
}

/**
 * Gives leave to each attempt of each call, as the buckets of AWS's that it draws from have tokens. What
 * waits holds no tokens of a bucket that it has not come to.
 */
export class Pacer {
  constructor(private readonly input: PacerInput) {}

  /**
   * Resolves when the call may be sent.
   *
   * @param onWait Is told before each wait, and gives what is to be told when it is over.
   * @throws the signal's reason.
   */
  async leave(
    call: Call,
    signal: AbortSignal | undefined,
    onWait?: (paced: Paced) => (() => void) | undefined,
  ): Promise<Leave> {
    const draws = drawsOf(call).map((draw) => ({ draw, bucket: this.#bucketOf(call, draw) }));
    for (const { draw, bucket } of draws) {
      const seconds = bucket.secondsFor(draw.amount);
      const turn = bucket.take(draw.amount, isReading(call) ? "reading" : "changing", signal);
      if (turn === undefined) continue;
      const over = onWait?.({ call, seconds, perSecond: bucket.perSecond / draw.amount });
      try {
        await turn;
      } finally {
        over?.();
      }
    }
    return {
      failed(error, sentAt) {
        if (!isRateRefusal(error)) return;
        const ofResources = isOfResources(error);
        // Which of several buckets was empty AWS does not say, but for those of resources.
        for (const { draw, bucket } of draws) if ((draw.ofResources === true) === ofResources) bucket.refused(sentAt);
      },
    };
  }

  #bucketOf(call: Call, { bucket, rate }: Draw): Bucket {
    const { buckets, clock, scopeOf } = this.input;
    const name = `${scopeOf(call)} ${bucket}`;
    const known = buckets.get(name);
    if (known !== undefined) return known;
    const fresh = new Bucket(rate, clock);
    buckets.set(name, fresh);
    return fresh;
  }
}
