import { nearest, type Severity } from "@drydock/systemd/ground";
import { isPromise } from "./unawaited.ts";

/**
 * A diagnostic whose path begins below the blueprint's name; an error unless it says otherwise. Each has a
 * remedy and a rule.
 */
export interface Finding {
  readonly severity?: Severity;
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  readonly rule: string;
}

/** A value as it is quoted in messages, whatever it is. */
export function quote(value: unknown): string {
  if (isPromise(value)) return "a promise";
  // JSON has no word for NaN and Infinity, and writes null.
  if (["bigint", "symbol", "number"].includes(typeof value)) return String(value);
  if (typeof value === "function") return "a function";
  const text =
    typeof value === "object" && value !== null
      ? Array.isArray(value)
        ? "a list"
        : "an object"
      : JSON.stringify(value);
  return text === undefined ? "nothing" : text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What to use instead of an unknown name. */
export function useOneOf(name: string, known: Iterable<string>): string {
  const names = [...known];
  const likely = nearest(name, names);
  if (likely !== undefined) return `Did you mean ${quote(likely)}?`;
  return names.length === 0 ? "None is declared: declare it first." : `Use one of ${names.join(", ")}.`;
}
