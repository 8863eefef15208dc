import { quote, type Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { isDockerConfig, secretUseRules } from "./secret-use-rules.ts";

/**
 * Everything that may be wrong with secrets: their names, where their values come from, and where they go.
 */
export function* secretRules(reading: ClusterReading): Iterable<Finding> {
  yield* secretNameRules(reading);
  yield* secretSourceRules(reading);
  yield* secretUseRules(reading);
}

/** Names of secrets, which are names in Secrets Manager. */
function* secretNameRules({ secrets }: ClusterReading): Iterable<Finding> {
  for (const secret of Object.keys(secrets)) {
    if (!/^[A-Za-z][A-Za-z0-9_+=.@-]{0,63}$/.test(secret) || /-[A-Za-z0-9]{6}$/.test(secret)) {
      yield {
        path: `secrets.${secret}`,
        message: `${quote(secret)} is no name of a secret`,
        remedy:
          "Use 1 to 64 letters, digits and _+=.@-, beginning with a letter, and no hyphen before the last six: AWS adds such an ending itself.",
        rule: "secret-name",
      };
    }
  }
}

/** Where values of secrets come from. */
function* secretSourceRules({ secrets }: ClusterReading): Iterable<Finding> {
  const [docker, ...others] = Object.entries(secrets).flatMap(([name, secret]) =>
    isDockerConfig(secret) ? [name] : [],
  );
  for (const [name, { source, version }] of Object.entries(secrets)) {
    const path = `secrets.${name}`;
    if (version < 1)
      yield {
        path: `${path}.version`,
        message: `versions count from 1, not ${version}`,
        remedy: "Give 1, and raise it to have the value written again.",
        rule: "secret-version",
      };
    if (source.kind === "environment" && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(source.variable)) {
      yield {
        path,
        // What stands there may be the value itself, put in the place of its name.
        message:
          source.variable === ""
            ? "no place is named from which the value comes"
            : "fromEnv is no name of an environment variable",
        remedy:
          'Name the variable that holds the value, { fromEnv: "DOCKERCFG" }, or the file, { fromFile: "..." }; the value itself never stands in a blueprint.',
        rule: "secret-origin",
      };
    }
    if (source.kind === "file" && source.path === "") {
      yield { path, message: "no file is named", remedy: "Name the file that holds the value.", rule: "secret-origin" };
    }
    if (source.kind === "generated" && (source.length < 16 || source.length > 4096)) {
      yield {
        path: `${path}.length`,
        message: `a generated secret has 16 to 4096 characters, not ${source.length}`,
        remedy: "Give 32, or leave it out.",
        rule: "secret-length",
      };
    }
    if (
      source.kind === "existing" &&
      !/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+$/.test(source.arn)
    ) {
      yield {
        path: `${path}.arn`,
        message: `${quote(source.arn)} is no ARN of a secret`,
        remedy: "Write it as arn:aws:secretsmanager:us-west-2:123456789012:secret:name-AbCdEf.",
        rule: "secret-arn",
      };
    }
    if (others.includes(name)) {
      yield {
        path,
        message: `registry credentials are declared already, by ${quote(docker)}`,
        remedy: "Put all registries into one config.json: nodes have one file of credentials.",
        rule: "secret-docker-twice",
      };
    }
  }
}
