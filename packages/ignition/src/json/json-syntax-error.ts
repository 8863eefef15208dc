/**
 * Why a document could not be read: the message, in the words of Go's `encoding/json`, and the offset one
 * past the offending byte.
 */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

/** Ends the reading of a document from wherever it is; `readJson` catches it, and nobody else sees it. */
export class JsonSyntaxError extends Error {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}
