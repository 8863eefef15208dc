import type { MetadataBearer, Pluggable } from "@smithy/types";
import type { EC2ClientConfig } from "@aws-sdk/client-ec2";
import type { Clock } from "../engine/clock.ts";

/**
 * The part of an SDK client's configuration that all clients share: `credentials`, `endpoint`, `profile`,
 * `requestHandler`, `logger`, ...
 */
export type ClientConfiguration = Omit<
  Partial<EC2ClientConfig>,
  "region" | "retryStrategy" | "apiVersion" | "extensions"
>;

/**
 * How to reach an account. Nothing is needed where the environment or a profile says it, as with every AWS
 * tool.
 */
export interface Connection {
  /** Region of the cluster; the SDK's own search (`AWS_REGION`, the profile) otherwise. */
  readonly region?: string;
  /** Configuration for every SDK client. */
  readonly client?: ClientConfiguration;
  /** Middleware for every SDK client; a simulated account is one. */
  readonly plugins?: readonly Pluggable<object, MetadataBearer>[];
  /** Time; the system's otherwise. */
  readonly clock?: Clock;
  /**
   * Seconds for which a call that gets no answer is sent again, where nothing can come of it twice: a network
   * that is away for so long costs no more than the time. Default 900.
   */
  readonly patience?: number;
  /** Numbers from 0 up to 1; cryptographic otherwise. */
  readonly random?: () => number;
}
