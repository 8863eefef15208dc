import type { Diagnostic } from "../diagnostic.ts";
import { nearest } from "../nearest.ts";

/** A diagnostic whose path begins below the blueprint's name; an error unless it says otherwise. */
export interface Finding extends Omit<Diagnostic, "severity"> {
  readonly severity?: Diagnostic["severity"];
}

/** A value as it is quoted in messages. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What to use instead of an unknown name. */
export function useOneOf(name: string, known: Iterable<string>): string {
  const names = [...known];
  const likely = nearest(name, names);
  if (likely !== undefined) return `Did you mean ${quote(likely)}?`;
  return names.length === 0 ? "None is declared: declare it first." : `Use one of ${names.join(", ")}.`;
}
