import { inEnglish } from "../in-english.ts";
import type { AnyKind, Cloud } from "../kind.ts";
import { isRef, refsIn } from "../ref.ts";
import type { PlanProblem } from "./problem.ts";

/**
 * What a kind does not take of the fields of a resource whose references have no values yet: of a part in
 * which a reference stands nothing is said.
 */
export function propsProblems<C extends Cloud>(
  kind: Pick<AnyKind<C>, "props">,
  props: Readonly<Record<string, unknown>>,
  path: string,
): PlanProblem[] {
  const { error } = kind.props.safeParse(props, inEnglish);
  const issues = error?.issues ?? [];
  return issues
    .filter((issue) => !isOpen(props, issue.path))
    .map((issue) => ({ path: [path, ...issue.path.map(String)].join("."), message: issue.message }));
}

/** Whether a reference stands at a place, around it, or in it. */
function isOpen(value: unknown, [key, ...rest]: readonly PropertyKey[]): boolean {
  if (isRef(value)) return true;
  if (key === undefined) return refsIn(value).length > 0;
  return isOpen(Object(value)[key], rest);
}
