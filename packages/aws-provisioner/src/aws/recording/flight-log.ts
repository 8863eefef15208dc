import type { S3 } from "@aws-sdk/client-s3";

/** Where the log of one run is written. */
export interface LogSink {
  /**
   * Adds whole lines at the end. It is called again only when it has resolved, with all that has come in
   * between; a rejection is told once, and nothing more is written.
   */
  write(lines: string): Promise<void>;
  /** Nothing more comes of this run. */
  close?(): Promise<void>;
}

/** Which run begins. */
export interface LoggedRun {
  readonly cluster: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What a log may be kept with that lies in the account itself. */
export interface LogPlace {
  /** The account's id; it may take a call. */
  readonly account: () => Promise<string>;
  /** A client of S3 whose calls are not in the log. */
  readonly s3: () => S3;
  /** Milliseconds since the epoch by AWS's clock, as far as that is known. */
  readonly now: () => number;
  /** Milliseconds that only grow, whoever sets a clock: how long something was waited for. */
  readonly elapsed: () => number;
  /** Resolves after so many milliseconds; rejects when the log is not waited for any more. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Resolves after so many milliseconds, and at once when the run is over. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Seconds for which what gets no answer is sent again. */
  readonly patience: number;
  /** Aborted when the log is not waited for any more. */
  readonly signal: AbortSignal;
  /** A fresh random text. */
  readonly nonce: () => string;
}

/**
 * Keeps a log of every call of AWS's that a run makes, without what is secret: `flightLog(path)` in a file,
 * `bucketLog()` in S3,
 * `memoryLog()` for tests, or one of one's own, which is given the log in pieces of text.
 */
export interface FlightLog {
  /** Begins the log of one run, whose first line follows. */
  begin(run: LoggedRun, place: LogPlace): LogSink;
}
