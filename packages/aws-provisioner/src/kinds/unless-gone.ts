import { classify, type KindErrors } from "../aws/error-table.ts";

/**
 * The answer, or undefined where what was asked about has gone since it was listed. Every other error is
 * thrown on.
 *
 * @param own How the kind's own calls say so, where that is by no code of its own.
 */
export async function unlessGone<Answer>(answer: Promise<Answer>, own: KindErrors = {}): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (classify(error, own) === "not-found") return undefined;
    throw error;
  }
}
