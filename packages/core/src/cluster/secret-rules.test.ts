import { expect, it } from "vitest";
import { brokenRules, ofPool, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { secret, type Secret } from "../index.ts";

it.each([
  ["t", true],
  ["a".repeat(64), true],
  ["a".repeat(65), false],
  ["Az0_+=.@-", true],
  ["1a", false],
  ["a b", false],
  ["a!", false],
  ["token-abcdef", false],
  ["token-abcde", true],
  ["token-abcdefg", true],
])("of the secret %s: %j", (name, isName) => {
  const given = ofPool({ secrets: { [name]: "/etc/app/token" } }, { secrets: { [name]: secret.generated() } });
  expect(brokenRules(given)).toEqual(isName ? [] : [`secret-name at secrets.${name}`]);
});

function declared(token: Secret) {
  return brokenRules(ofPool({ secrets: { token: "/etc/app/token" } }, { secrets: { token } }));
}

const arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf";

it.each([
  [15, ["secret-length at secrets.token.length"]],
  [16, []],
  [4096, []],
  [4097, ["secret-length at secrets.token.length"]],
])("%i characters", (length, broken) => {
  expect(declared(secret.generated({ length }))).toEqual(broken);
});

it.each([
  [0, ["secret-version at secrets.token.version"]],
  [1, []],
])("version %i", (version, broken) => {
  expect(declared(secret.generated({ version }))).toEqual(broken);
});

it.each([
  ["TOKEN", true],
  ["_a1", true],
  ["1A", false],
  ["A-B", false],
  [" A", false],
  ["A ", false],
  ["", false],
])("variable %j: %j", (fromEnv, isName) => {
  expect(declared(secret.text({ fromEnv }))).toEqual(isName ? [] : ["secret-origin at secrets.token"]);
});

it.each([
  ["token.txt", []],
  ["", ["secret-origin at secrets.token"]],
])("file %j", (path, broken) => {
  expect(declared(secret.file(path))).toEqual(broken);
});

it.each([
  [arn, true],
  [arn.replace("aws:", "aws-cn:"), true],
  [`x${arn}`, false],
  [`${arn} `, false],
  [arn.replace("123456789012", "12345678901"), false],
  [arn.replace("secretsmanager", "ssm"), false],
])("ARN %s: %j", (given, isArn) => {
  expect(declared(secret.existing({ arn: given }))).toEqual(isArn ? [] : ["secret-arn at secrets.token.arn"]);
});

it("is one only for the registries", () => {
  const docker = secret.dockerConfig({ fromEnv: "A" });
  expect(brokenRules(ofPool({}, { secrets: { docker } }))).toEqual([]);
  const two = { docker, token: secret.generated(), other: docker };
  const given = ofPool({ secrets: { token: "/etc/app/token" } }, { secrets: two });
  expect(brokenRules(given)).toEqual(["secret-docker-twice at secrets.other"]);
});

faultsOf([
  [
    "value in the place of a variable's name",
    ofPool(
      {},
      {
        secrets: { token: secret.text({ fromEnv: "hunter2 is my password" }) },
      },
    ),
    `error at fleet.secrets.token: fromEnv is no name of an environment variable [secret-origin]
       Name the variable that holds the value, { fromEnv: "DOCKERCFG" }, or the file, { fromFile: "..." }; the value itself never stands in a blueprint.
     warning at fleet.secrets.token: secret "token" is declared and no role receives it [secret-unused]
       Name it under secrets of a role, or remove it.`,
  ],
  [
    "origins misspelt, two at once, and options that there are not",
    ofPool(
      { secrets: { a: "/etc/a", b: "/etc/b", c: "/etc/c", d: "/etc/d", e: "/etc/e" } },
      {
        secrets: {
          a: secret.generated(untyped({ lenght: 20 })),
          b: secret.text(untyped({ fromenv: "A" })),
          c: secret.text(untyped({ fromEnv: "A", fromFile: "a" })),
          d: secret.existing(untyped({ arm: arn })),
          e: untyped({ kind: "secret", qqqqqqqqqq: 1 }),
        },
      },
    ),
    `error at fleet.secrets.a.lenght: there is no field "lenght" [field-unknown]
       Did you mean "length"?
     error at fleet.secrets.b.fromenv: there is no field "fromenv" [field-unknown]
       Did you mean "fromEnv"?
     error at fleet.secrets.c: fromEnv and fromFile both name a place from which the value comes [secret-origin]
       Give one of the two.
     error at fleet.secrets.d.arn: nothing is given [field-missing]
       Give a text.
     error at fleet.secrets.d.arm: there is no field "arm" [field-unknown]
       Did you mean "arn"?
     error at fleet.secrets.e.source: nothing is given [field-missing]
       Give an object.
     error at fleet.secrets.e.qqqqqqqqqq: there is no field "qqqqqqqqqq" [field-unknown]
       There are source, version, precious.`,
  ],
  [
    "ARN that is none",
    ofPool({}, { secrets: { old: secret.existing({ arn: "old" }) } }),
    `error at fleet.secrets.old.arn: "old" is no ARN of a secret [secret-arn]
       Write it as arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf.
     warning at fleet.secrets.old: secret "old" is declared and no role receives it [secret-unused]
       Name it under secrets of a role, or remove it.`,
  ],
  [
    "secret whose name and version cannot be",
    ofPool(
      { secrets: { "token-abcdef": "/etc/app/token" } },
      { secrets: { "token-abcdef": secret.generated({ version: 0 }) } },
    ),
    `error at fleet.secrets.token-abcdef: "token-abcdef" is no name of a secret [secret-name]
       Use 1 to 64 letters, digits and _+=.@-, beginning with a letter, and no hyphen before the last six: AWS adds such an ending itself.
     error at fleet.secrets.token-abcdef.version: versions count from 1, not 0 [secret-version]
       Give 1, and raise it to have the value written again.`,
  ],
  [
    "variable and file without a name",
    ofPool(
      { secrets: { one: "/etc/one", two: "/etc/two" } },
      { secrets: { one: secret.text({ fromEnv: "" }), two: secret.file("") } },
    ),
    `error at fleet.secrets.one: no place is named from which the value comes [secret-origin]
       Name the variable that holds the value, { fromEnv: "DOCKERCFG" }, or the file, { fromFile: "..." }; the value itself never stands in a blueprint.
     error at fleet.secrets.two: no file is named [secret-origin]
       Name the file that holds the value.`,
  ],
  [
    "credentials of registries, twice",
    ofPool(
      {},
      { secrets: { docker: secret.dockerConfig({ fromEnv: "A" }), other: secret.dockerConfig({ fromEnv: "B" }) } },
    ),
    `error at fleet.secrets.other: registry credentials are declared already, by "docker" [secret-docker-twice]
       Put all registries into one config.json: nodes have one file of credentials.`,
  ],
]);
