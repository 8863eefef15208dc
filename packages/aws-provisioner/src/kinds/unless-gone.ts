import { classify } from "../aws/error-table.ts";

/**
 * The answer, or undefined where what was asked about has gone since it was listed. Every other error is
 * thrown on.
 */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}
