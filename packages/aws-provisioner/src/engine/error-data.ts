import { DrydockError, type ErrorData } from "@drydock/systemd/ground";

/** An error of nobody's knowing as plain data: JSON would have nothing of its message. */
interface PlainErrorData extends Pick<ErrorData, "name" | "message"> {
  /** Those of which it is made. */
  readonly errors?: readonly (ErrorData | PlainErrorData)[];
}

/** What a line of JSON has of an error: its words, and of one of Drydock's own its code, address and hint. */
export function errorData(error: Error): ErrorData | PlainErrorData {
  if (error instanceof DrydockError) return error.toJSON();
  const { name, message } = error;
  if (!(error instanceof AggregateError)) return { name, message };
  return {
    name,
    message,
    errors: error.errors.map((one) => errorData(one instanceof Error ? one : new Error(String(one)))),
  };
}

/** The same object, that says this of itself in JSON, and is told from none by it. */
export function inJson<Value extends object>(value: Value, data: () => unknown): Value {
  return Object.defineProperty(value, "toJSON", { value: data, configurable: true });
}
