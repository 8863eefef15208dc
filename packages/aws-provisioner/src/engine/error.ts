/** What went wrong, as a closed set that callers may switch on. */
export type ErrorCode =
  | "invalid-blueprint"
  | "invalid-option"
  | "wrong-account"
  | "declined"
  | "precious"
  | "ambiguous"
  | "unplannable"
  | "plan-outdated"
  | "step-failed"
  | "timed-out"
  | "not-empty"
  | "image-not-found"
  | "zones-unavailable"
  | "secret-unavailable";

interface Details {
  /** Address of the resource that it concerns. */
  readonly address?: string | undefined;
  /** What to do about it. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** Every error that Drydock itself throws. The first line of its message is complete: what failed, which thing, why. */
export class DrydockError extends Error {
  override readonly name = "DrydockError";
  readonly code: ErrorCode;
  readonly address: string | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, { address, hint, cause }: Details = {}) {
    super(hint === undefined ? message : `${message}\n${hint}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.address = address;
    this.hint = hint;
  }
}

/** The words of an error in one line, with the provider's code where it has one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.message.split("\n", 1)[0] ?? "";
  return error.name === "Error" || error.name === "DrydockError" || line.startsWith(error.name)
    ? line
    : `${error.name}: ${line}`;
}
