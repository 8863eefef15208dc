import type { Diagnostic } from "./diagnostic.ts";
import { textOf } from "./text-of.ts";

/** The same symbol in every copy of the package that a program may have loaded. */
const types = Symbol.for("@drydock/error-types");

/** What an error knows beside its code and message. */
export interface ErrorDetails {
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** Address of the resource that it concerns, `subnet/public-1`. */
  readonly address?: string | undefined;
  /** Everything that was found wrong, where the error is about what a person wrote. */
  readonly diagnostics?: readonly Diagnostic[] | undefined;
  readonly cause?: unknown;
}

/** An error as plain data, for a log or another process. */
export interface ErrorData {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly address?: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** The first line of what caused it. */
  readonly cause?: string;
}

/**
 * Every error that Drydock's packages throw on purpose. The first line of its message is complete: what
 * failed, which thing, why. `code` is stable and made to be compared; the words may change.
 *
 * `instanceof` holds across copies of a package: an error thrown by one installed version is recognised by
 * another.
 *
 * @example
 * ```ts
 * import { DrydockError, printUnit } from "@drydock/systemd";
 *
 * try {
 *   printUnit({ sections: [] });
 * } catch (error) {
 *   if (!(error instanceof DrydockError)) throw error;
 *   console.log(error.code, error.diagnostics.length); // invalid-unit 1
 * }
 * ```
 */
export class DrydockError<Code extends string = string> extends Error {
  /** Name under which the class is known to every copy of it; each subclass has its own. */
  static readonly type: string = "DrydockError";

  readonly code: Code;
  readonly hint: string | undefined;
  readonly address: string | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: Code, message: string, { hint, address, diagnostics = [], cause }: ErrorDetails = {}) {
    super(hint === undefined ? message : `${message}\n${hint}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.hint = hint;
    this.address = address;
    this.diagnostics = diagnostics;
    const line = typesOf(new.target);
    Object.defineProperty(this, "name", { value: line[0], configurable: true, writable: true });
    Object.defineProperty(this, types, { value: line });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== "object" || value === null || !(types in value)) return false;
    return Array.isArray(value[types]) && value[types].includes(this.type);
  }

  toJSON(): ErrorData {
    const { name, code, message, hint, address, diagnostics, cause } = this;
    return {
      name,
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...(address !== undefined && { address }),
      ...(diagnostics.length > 0 && { diagnostics }),
      ...(cause !== undefined && { cause: firstLine(cause) }),
    };
  }
}

/** The class's own type and those of the classes above it, nearest first. */
function typesOf(top: { readonly type?: unknown }): string[] {
  const found: string[] = [];
  for (let one: object | null = top; one !== null; one = Object.getPrototypeOf(one) as object | null) {
    if (Object.hasOwn(one, "type") && "type" in one) found.push(String(one.type));
  }
  return found;
}

function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : textOf(cause);
  return text.split("\n", 1)[0] ?? "";
}
