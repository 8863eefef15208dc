import { jsonFaults } from "./json-faults.ts";
import { limits } from "./limits.ts";
import { positionOf } from "./position.ts";
import type { OutsideProblem } from "./problem.ts";

/** What a text says, or everything for which it cannot be read. */
export type Parsed = { readonly value: unknown } | { readonly problems: readonly OutsideProblem[] };

/**
 * What a JSON text says, where it can be read in one way only. A byte order mark before it is passed over, as
 * editors write it.
 */
export function parseJson(given: string): Parsed {
  const text = given.startsWith("\uFEFF") ? given.slice(1) : given;
  const unread = unreadable(text);
  if (unread !== undefined) return { problems: [{ path: "", message: unread }] };
  const faults = jsonFaults(text);
  if (faults.length > 0) {
    return { problems: faults.map(({ offset, message }) => ({ ...positionOf(text, offset), message })) };
  }
  return { value: JSON.parse(text) };
}

/** Why a text is not worth a look at its syntax. */
function unreadable(text: string): string | undefined {
  if (text.length > limits.size) return `it is larger than ${limits.size / 2 ** 20} MB`;
  if (text.trim() === "") return "it is empty";
  // Latin letters in UTF-16 are every other byte.
  if (/^[\uFFFD\0]/.test(text)) return "it is not UTF-8 but seems to be UTF-16, as some shells write it";
  return undefined;
}
