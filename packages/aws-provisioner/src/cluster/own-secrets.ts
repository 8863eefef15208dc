import { hider } from "../aws/recording/hider.ts";
import { hidden } from "../aws/redacted.ts";

/** The values that a run has read or made, which nothing that it tells may have. */
export interface OwnSecrets {
  readonly keep: (value: string) => void;
  /** A text that others wrote, without these, however encoded, and without what looks like a secret. */
  readonly without: (text: string) => string;
}

/** Keeps values as long as a session. A value of less than eight characters is hidden by its looks alone. */
export function ownSecrets(): OwnSecrets {
  const known = hider();
  return {
    keep(value) {
      for (const one of [value, ...textsIn(value)]) known.keep(one);
    },
    without: (text) => known.message(text).replaceAll(/hidden:[0-9a-f]{20}/g, hidden),
  };
}

/** What stands in a value that is JSON, as the credentials of a registry do. */
function textsIn(value: string): string[] {
  if (!/^\s*[[{]/.test(value)) return [];
  const found: string[] = [];
  try {
    JSON.parse(value, (_, inner: unknown) => {
      if (typeof inner === "string") found.push(inner);
      return inner;
    });
  } catch {
    return [];
  }
  return found;
}
