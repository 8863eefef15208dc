import { invalid, ssmError } from "./errors.ts";

/**
 * Refuses a name that no parameter of an account can have: wrong characters, more than 15 levels, a reserved
 * prefix.
 */
export function checkParameterName(name: string): void {
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name)) {
    throw invalid('Parameter name: can\'t contain other characters than "a-z", "A-Z", "0-9", "_", ".", "-" and "/".');
  }
  if (name.includes("/") && !name.startsWith("/")) {
    throw invalid("Parameter name must be a fully qualified name.");
  }
  if (/\/\/|\/$/.test(name)) throw invalid("Parameter name: a level of the hierarchy can't be empty.");
  if (/^\/?aws/i.test(name) && name.startsWith("/aws"))
    throw ssmError("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
  if (/^\/?(aws|ssm)/i.test(name)) {
    throw invalid(
      'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.split("/").length - 1 > 15) {
    throw ssmError("HierarchyLevelLimitExceededException", "A hierarchy can have a maximum of 15 levels.");
  }
  if (name.length > 1011) throw invalid("Parameter name: can't be longer than 1011 characters.");
}
