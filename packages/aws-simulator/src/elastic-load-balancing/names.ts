import { validationError } from "../request/modelled-error.ts";

/**
 * Refuses a name that AWS would: 1 to 32 letters, digits or hyphens, no hyphen at either end, no balancer
 * `internal-...`.
 */
export function checkName(name: string, what: "load balancer" | "target group"): void {
  const problem =
    name === ""
      ? `A ${what} name must be specified`
      : name.length > 32
        ? `${capital(what)} name '${name}' cannot be longer than '32' characters`
        : /[^a-zA-Z0-9-]/.test(name)
          ? `${capital(what)} name '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`
          : /^-|-$/.test(name)
            ? `${capital(what)} name '${name}' cannot begin or end with a hyphen(-)`
            : what === "load balancer" && name.startsWith("internal-")
              ? `Load balancer name '${name}' cannot begin with 'internal-'`
              : undefined;
  if (problem !== undefined) throw validationError(problem);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
