/** What stands in a log for a value that it hides. */
const standIn = /hidden:[0-9a-f]{20}/g;

/** A text of a log in its parts: every second one stands for something. */
export function partsOf(text: string): string[] {
  return text.split(/(hidden:[0-9a-f]{20})/);
}

/**
 * What is known of the values that a log hides, and of tokens that another run draws anew: what stands for
 * one stands for it everywhere, and for no other.
 */
export interface KnownValues {
  /** The value that something stands for, as far as it is known. */
  valueOf(mark: string): string | undefined;
  /** Whether something may stand for a value, given what is known and what is assumed together with it. */
  fits(mark: string, value: string, assumed: ReadonlyMap<string, string>): boolean;
  /** From now on these stand for these. */
  learn(known: Iterable<readonly [string, string]>): void;
  /** A text with what is known in the place of what stands for it. */
  reveal(text: string): string;
}

export function knownValues(): KnownValues {
  const values = new Map<string, string>();
  const marks = new Map<string, string>();
  return {
    valueOf: (mark) => values.get(mark),
    fits(mark, value, assumed) {
      const has = values.get(mark) ?? assumed.get(mark);
      if (has !== undefined) return has === value;
      return !marks.has(value) && ![...assumed.values()].includes(value);
    },
    learn(known) {
      for (const [mark, value] of known) {
        if (values.has(mark) || marks.has(value)) continue;
        values.set(mark, value);
        marks.set(value, mark);
      }
    },
    reveal: (text) => text.replace(standIn, (mark) => values.get(mark) ?? mark),
  };
}
