import { seededRandom } from "./random.ts";

/** Seconds for which listings of a service are behind: usually, and at the worst. */
export interface Lag {
  readonly typical: number;
  readonly worst: number;
}

/**
 * What is documented or was seen of each service whose listings are behind; "assumed" has no published basis.
 * By name or ARN these services answer at once; `EC2` tells of a new id as late by its id.
 */
export const lags = {
  EC2: { typical: 2, worst: 300 }, // EC2 API reference, "Eventual consistency": a couple of seconds, up to five minutes
  IAM: { typical: 8, worst: 60 }, // IAM user guide: replicas around the world; the seconds are assumed
  AutoScaling: { typical: 2, worst: 60 }, // assumed
  ElasticLoadBalancingV2: { typical: 2, worst: 60 }, // assumed
  SecretsManager: { typical: 2, worst: 300 }, // API reference, ListSecrets: may miss the last five minutes
  SSM: { typical: 2, worst: 60 }, // assumed
  S3: { typical: 2, worst: 60 }, // S3 user guide: listings of buckets are eventually consistent; assumed seconds
  Route53: { typical: 2, worst: 60 }, // developer guide: generally within 60 seconds
} as const satisfies Record<string, Lag>;

/** A service whose listings may be behind, by its name in the SDK. */
export type LaggingService = keyof typeof lags;

/** How far listings are behind: as usual, at the worst, or so many seconds for each service that is named. */
export type ListingLag = "none" | "typical" | "worst" | Readonly<Partial<Record<LaggingService, number>>>;

/** How the listings of one account are behind. */
export interface Lateness {
  /**
   * Whether listings show at `now` what has been so since `since`. Half of all things are shown late by the
   * whole lag; the others come and go before that, as replicas answer.
   */
  isKnown(service: LaggingService, key: string, since: number, now: number): boolean;
  /** The same of filters by tag, which are late by the whole lag for all. */
  isTagKnown(service: LaggingService, since: number, now: number): boolean;
}

/** Lateness of an account of that seed. */
export function latenessOf(lag: ListingLag, seed: number | string): Lateness {
  const seconds = (service: LaggingService): number =>
    lag === "none" ? 0 : typeof lag === "string" ? lags[service][lag] : (lag[service] ?? 0);
  const isPast = (service: LaggingService, since: number, now: number) => now - since >= seconds(service) * 1000;
  return {
    isTagKnown: isPast,
    isKnown(service, key, since, now) {
      if (isPast(service, since, now)) return true;
      const draw = seededRandom(`${seed} ${key} since ${since}`);
      const share = draw() < 0.5 ? 1 : draw();
      if (now - since < seconds(service) * 1000 * share) return false;
      return seededRandom(`${seed} ${key} at ${now}`)() < 0.5;
    },
  };
}
