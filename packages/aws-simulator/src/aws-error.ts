/** What an {@link AwsError} carries beyond its code and message. */
export interface AwsErrorDetails {
  /** HTTP status of the answer. Default 400, or 500 when the fault is the server's. */
  readonly status?: number;
  /** Who is to blame. Default "client". */
  readonly fault?: "client" | "server";
  /** Members that the service's own error shape has beside its message. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * An answer that AWS refuses with, shaped as the SDK's `ServiceException`: checks by `name` work, and
 * `instanceof` for the exceptions that the SDK has a class for; `instanceof EC2ServiceException` and the like
 * do not.
 */
export class AwsError extends Error {
  readonly $fault: "client" | "server";
  readonly $service = "simulated";
  readonly $metadata: { httpStatusCode: number; requestId?: string; attempts?: number };
  readonly Code: string;

  constructor(code: string, message: string, { fault = "client", status, members = {} }: AwsErrorDetails = {}) {
    super(message);
    this.name = code;
    this.Code = code;
    this.$fault = fault;
    this.$metadata = { httpStatusCode: status ?? (fault === "server" ? 500 : 400) };
    Object.assign(this, members);
  }
}
