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
  /**
   * Numbers from 0 up to 1; cryptographic otherwise. It is told what for, and may leave that alone: the id of
   * an operation, the length of a pause, a value that is made, or what tells one run from another while they
   * wait for each other.
   */
  readonly random?: (purpose?: DrawnPurpose) => number;
  /** Given by `replay`: what is known of that which a log of calls hides. */
  readonly disclosure?: Disclosure;
}

/** What a number is drawn for. */
export type DrawnPurpose = "operation" | "pause" | "secret" | "lease";

/** What a replay is told, and tells, of the values that its log hides. */
export interface Disclosure {
  /** A value of this machine's, by the name that the run which wrote the log had for it. */
  local(name: string, value: string): void;
  /** The same text, with what is known in the place of what the log hides. */
  reveal(text: string): string;
}
