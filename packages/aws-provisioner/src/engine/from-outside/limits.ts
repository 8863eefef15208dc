/**
 * What a file from outside may hold at most. A plan of 1,000 machines has 9 MB, 75,000 values, 1,300 steps
 * and a depth of 12: what is far beyond is none, and is refused before it costs memory or time.
 */
export const limits = {
  /** Bytes of a file, or UTF-16 units of a text. */
  size: 64 * 2 ** 20,
  /** Lists and objects within each other. */
  depth: 64,
  /** Texts, numbers, lists and so on, altogether. */
  values: 2_000_000,
  /** UTF-16 units of one text. */
  text: 8 * 2 ** 20,
  /** Steps, resources and addresses in one list. */
  entries: 50_000,
  /** Problems that are told one by one. */
  problems: 100,
} as const;
