import type { Diagnostic } from "../ground/diagnostic.ts";

/**
 * What is wrong with one thing, and what to do about it where its message does not make that plain. It
 * becomes a diagnostic where the thing's place and the rule are known.
 */
export type Problem = Pick<Diagnostic, "message" | "remedy">;
