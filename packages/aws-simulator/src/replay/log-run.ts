/** One attempt of a call, as a log has it. */
export interface LoggedAttempt {
  /** Line of the log that it stands in, from 1. */
  readonly line: number;
  readonly seq: number;
  /** Milliseconds from the beginning of the run to that of the attempt. */
  readonly t: number;
  /** Milliseconds that it took. */
  readonly ms: number;
  readonly service: string;
  readonly operation: string;
  readonly input: Fields;
  readonly token?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly output?: Fields;
  readonly error?: LoggedError;
  /** Whether nobody knows that AWS answered: the output, or the error, is then not AWS's. */
  readonly heard?: "unknown" | "not-sent";
  /** Whether nothing came within the time that an attempt has. */
  readonly late?: boolean;
}

export type Fields = Readonly<Record<string, unknown>>;

/** How a failed attempt was told. */
export interface LoggedError extends Fields {
  readonly name: string;
  readonly message: string;
  readonly fault?: "client" | "server";
  /** Code of the operating system's, `ECONNRESET`. */
  readonly system?: string;
}

/** A value that the log hides, by the name that the run had for it. */
export interface LoggedLocal {
  readonly local: string;
  /** What stands for it. */
  readonly is: string;
  /** How the text that it came from is written, where that was a variable or a file. */
  readonly form?: string;
}

/** What the ledger had; nothing, where the record is undefined. */
export interface LoggedLedger {
  readonly t: number;
  readonly record: Fields | undefined;
}

/** One run of a log. */
export interface LogRun {
  /** Instant of its beginning, epoch milliseconds. */
  readonly at: number;
  readonly cluster: string;
  readonly region: string;
  /** Version of Drydock that wrote it. */
  readonly version: string;
  readonly patience: number | undefined;
  /** In the order in which they began. */
  readonly attempts: readonly LoggedAttempt[];
  /** Numbers that the run drew, by what for. */
  readonly drawn: ReadonlyMap<string, readonly number[]>;
  readonly locals: readonly LoggedLocal[];
  /** What the ledger had of the cluster, and when it told. */
  readonly ledger: LoggedLedger;
  /** When it was the run's turn to change something: more than once where others were faster. */
  readonly claims: readonly LoggedLedger[];
  /** Milliseconds from the beginning to the moment at which it was cancelled. */
  readonly abortedAt: number | undefined;
  /** The same of the moment at which an orderly end was asked for. */
  readonly interruptedAt: number | undefined;
  /** Milliseconds from the beginning to the last moment that the log tells of. */
  readonly endsAt: number;
  /** Whether the log ends before the run did. */
  readonly isCut: boolean;
}
