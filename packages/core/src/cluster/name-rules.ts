import type { Diagnostic } from "@drydock/systemd/ground";
import { quote, type Finding } from "../finding.ts";

/**
 * What is wrong with the name of a cluster: nothing, or one error. Never throws, whatever it is given.
 *
 * @example
 * ```ts
 * import { validateClusterName } from "@drydock/core";
 *
 * console.log(validateClusterName("fleet")); // []
 * console.log(validateClusterName("Fleet")[0]?.message); // "Fleet" is no name of a cluster
 * ```
 */
export function validateClusterName(name: unknown): Diagnostic[] {
  return [...nameRules(name)].map((finding) => ({ severity: "error", ...finding }));
}

/** The cluster's name, which AWS sees at the beginning of every other. */
export function* nameRules(name: unknown): Iterable<Finding> {
  if (typeof name !== "string" || name === "") {
    yield {
      path: "name",
      message: `${quote(name)} is no name of a cluster`,
      remedy: 'Give a name, such as "fleet".',
      rule: "cluster-name",
    };
    return;
  }
  if (name.length < 2 || name.length > 20 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    yield {
      path: "name",
      message: `${quote(name)} is no name of a cluster`,
      remedy:
        "Use 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter: names of balancers have 32 characters at most and begin with it.",
      rule: "cluster-name",
    };
    return;
  }
  const [, word] = /^(internal|sg|aws|ssm)-/.exec(`${name}-`) ?? [];
  if (word !== undefined) {
    yield {
      path: "name",
      message: `AWS refuses names that begin with ${quote(`${word}-`)} for balancers, groups or parameters, and every name begins with the cluster's`,
      remedy: "Take another first word.",
      rule: "cluster-name-reserved",
    };
  }
}
