import { validateUnitName } from "../../escape/unit-name.ts";
import type { CheckValue } from "./check-value.ts";

/** Settings whose units are all of one type. */
const unitTypeOf: Readonly<Record<string, string | undefined>> = {
  Service: "service",
  Slice: "slice",
  Sockets: "socket",
};

/** Why a unit cannot be referred to by this name in this setting; undefined when it can. */
export function problemOfReference(name: string, key: string): string | undefined {
  const problem = validateUnitName(name)[0]?.message;
  const type = Object.hasOwn(unitTypeOf, key) ? unitTypeOf[key] : undefined;
  return problem ?? (type === undefined || name.endsWith(`.${type}`) ? undefined : `${key}= takes .${type} units only`);
}

/** The name of one unit; one with a specifier is known only at run time. */
export const unitName: CheckValue = (value, key) =>
  /%[A-Za-z%]/.test(value) ? undefined : problemOfReference(value, key);
