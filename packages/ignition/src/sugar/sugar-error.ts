/** Bad input to a function that builds part of a config: the message names the function and lists every problem. */
export class SugarError extends Error {
  override readonly name = "SugarError";
  /** One per problem, each `where: what is wrong; what to do`. */
  readonly problems: readonly string[];

  constructor(where: string, problems: readonly string[]) {
    super(
      `${where}: ${problems.length === 1 ? problems[0] : `${problems.length} problems:\n${problems.map((text) => `- ${text}`).join("\n")}`}`,
    );
    this.problems = problems;
  }
}
