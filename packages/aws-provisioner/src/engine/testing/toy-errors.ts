import type { Meaning } from "../provider.ts";

const meanings: Readonly<Record<string, Meaning>> = {
  NotFound: "not-found",
  InUse: "still-in-use",
  NotYet: "not-yet-visible",
  Exists: "already-exists",
  Slow: "throttled",
  Forbidden: "denied",
};

/** An answer of the toy cloud that refuses the call. */
export function refusal(
  name: "NotFound" | "InUse" | "NotYet" | "Exists" | "Slow" | "Forbidden",
  message: string,
): Error {
  return Object.assign(new Error(message), { name });
}

/** What Node says of a connection that was reset. */
export function silence(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

/** What the toy cloud's errors mean. A fence has a code of its own. */
export function toyMeaning(error: unknown, kind?: string): Meaning {
  if (!(error instanceof Error)) return "other";
  if (error.name === "Busy") return kind === "fence" ? "throttled" : "other";
  return meanings[error.name] ?? "other";
}
