/**
 * The answer, or undefined where the service refused with one of those codes. Every other error is thrown on.
 */
export async function unlessRefused<Answer>(
  codes: readonly string[],
  answer: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && codes.includes(error.name)) return undefined;
    throw error;
  }
}
