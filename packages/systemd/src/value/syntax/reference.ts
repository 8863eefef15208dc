import type { Problem } from "../../text/problem.ts";
import { quoteForMessage } from "../../text/character.ts";
import { validateUnitName } from "../../escape/unit-name.ts";
import type { CheckValue } from "../check-value.ts";
import { eachWord } from "./words.ts";

/** Settings whose units are all of one type. */
const unitTypeOf: Readonly<Record<string, string | undefined>> = {
  Service: "service",
  Slice: "slice",
  Sockets: "socket",
};

function problemOfReference(name: string, key: string): Problem | undefined {
  const [wrong] = validateUnitName(name);
  if (wrong !== undefined)
    return {
      message: `is no unit name: ${wrong.message}`,
      ...(wrong.remedy !== undefined && { remedy: wrong.remedy }),
    };
  const type = Object.hasOwn(unitTypeOf, key) ? unitTypeOf[key] : undefined;
  return type === undefined || name.endsWith(`.${type}`)
    ? undefined
    : { message: `is no .${type} unit, and ${key}= takes no others` };
}

/** The name of one unit; one with a specifier is known only at run time. */
export const checkUnitReference: CheckValue = (value, key) =>
  /%[A-Za-z%]/.test(value) ? undefined : problemOfReference(value, key);

/** The names of units. */
export const checkUnitReferences: CheckValue = eachWord((word, key) => {
  const problem = problemOfReference(word, key);
  return problem && { ...problem, message: `names ${quoteForMessage(word)}, which ${problem.message}` };
});
