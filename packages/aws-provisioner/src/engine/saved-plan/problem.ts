/** What in a saved plan no planning gives: where it stands, from the plan down, and what is wrong with it. */
export interface PlanProblem {
  readonly path: string;
  readonly message: string;
}
