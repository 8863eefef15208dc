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

/**
 * Keeps a log of every call of AWS's that a run makes, without what is secret: `flightLog(path)` in a file,
 * `memoryLog()` for tests, or one of one's own, which is given the log in pieces of text.
 */
export interface FlightLog {
  /** Begins the log of one run, whose first line follows. */
  begin(run: LoggedRun): LogSink;
}
