import { quote, type Finding } from "../finding.ts";

/** The cluster's name, which AWS sees at the beginning of every other. */
export function* nameRules(name: string): Iterable<Finding> {
  if (name !== "" && (name.length < 2 || name.length > 20 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))) {
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
