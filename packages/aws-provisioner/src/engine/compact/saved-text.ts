/**
 * A large text as a compact file holds it, once: whole, or by what differs from an earlier one that begins
 * and ends alike. Of one in base64 the text is held that it stands for.
 */
export type SavedText = string | (WholeText & { readonly base64: true }) | LikeText;

interface WholeText {
  readonly text: string;
}

interface LikeText {
  /** The place of the earlier one. */
  readonly like: number;
  /** How much of that it begins with, and with how much it ends, in UTF-16 code units. */
  readonly head: number;
  readonly tail: number;
  /** What stands between. */
  readonly text: string;
  readonly base64?: true;
}

/** What stands in place of the text of that place. A text that begins so itself is always one of them. */
export function referenceTo(place: number): string {
  return `${mark}${place}`;
}

/** What every reference begins with. */
export const mark = "@";
