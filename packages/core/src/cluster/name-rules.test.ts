import { expect, it } from "vitest";
import { brokenRules } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { blueprint, network, validateBlueprint, validateClusterName } from "../index.ts";

const net = network({ cidr: "10.10.0.0/16" });

it.each([
  ["ab", []],
  ["a".repeat(20), []],
  ["a-1", []],
  ["a", ["cluster-name at name"]],
  ["a".repeat(21), ["cluster-name at name"]],
  ["1a", ["cluster-name at name"]],
  ["a--b", ["cluster-name at name"]],
  ["ab-", ["cluster-name at name"]],
  ["-ab", ["cluster-name at name"]],
  ["ab!", ["cluster-name at name"]],
  ["aB", ["cluster-name at name"]],
  ["", ["cluster-name at name"]],
  ["internal", ["cluster-name-reserved at name"]],
  ["sg-1", ["cluster-name-reserved at name"]],
  ["aws-1", ["cluster-name-reserved at name"]],
  ["ssm", ["cluster-name-reserved at name"]],
  ["my-aws-1", []],
  ["awsome", []],
])("of the cluster %j", (name, broken) => {
  expect(brokenRules(blueprint(name, { network: net }))).toEqual(broken);
  expect(validateClusterName(name).map(({ rule, path }) => `${rule} at ${path}`)).toEqual(broken);
});

it.each([undefined, null, 7, {}, [], Symbol("fleet"), ""])("%s is no name, whoever asks", (name) => {
  const said = validateClusterName(name);
  expect(said).toMatchObject([{ severity: "error", path: "name", rule: "cluster-name" }]);
  const [ofBlueprint] = validateBlueprint(blueprint(name as string, { network: net }));
  expect({ ...ofBlueprint, path: "name" }).toEqual(said[0]);
});

faultsOf([
  [
    "cluster name too long for balancers",
    blueprint("a-cluster-with-a-very-long-name", { network: net }),
    `error at a-cluster-with-a-very-long-name.name: "a-cluster-with-a-very-long-name" is no name of a cluster [cluster-name]
       Use 2 to 20 lower-case letters, digits and single hyphens, beginning with a letter: names of balancers have 32 characters at most and begin with it.`,
  ],
  [
    "cluster name that AWS refuses",
    blueprint("internal-tools", { network: net }),
    `error at internal-tools.name: AWS refuses names that begin with "internal-" for balancers, groups or parameters, and every name begins with the cluster's [cluster-name-reserved]
       Take another first word.`,
  ],
]);
