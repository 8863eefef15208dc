import { dockerConfigPath } from "../cluster/cluster-secrets.ts";
import type { Rule } from "./examined.ts";
import { quote, useOneOf } from "./finding.ts";

/** Where values of secrets come from. */
export const secretSources: Rule = function* ({ secrets }) {
  const docker = Object.entries(secrets).filter(
    ([, { source }]) => "format" in source && source.format === "docker-config",
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
    if (docker.length > 1 && docker[0]?.[0] !== name && docker.some(([other]) => other === name)) {
      yield {
        path,
        message: `registry credentials are declared already, by ${quote(docker[0]?.[0])}`,
        remedy: "Put all registries into one config.json: nodes have one file of credentials.",
        rule: "secret-docker-twice",
      };
    }
  }
};

/** Where secrets go: declared ones only, to files that keep them secret. */
export const secretUses: Rule = function* ({ secrets, roles, declared }) {
  const used = new Set<string>();
  for (const { path, spec } of roles) {
    const paths = new Map<string, string>();
    for (const [name, use] of Object.entries(spec.secrets)) {
      const at = `${path}.secrets.${name}`;
      used.add(name);
      if (!declared.secrets.includes(name)) {
        yield {
          path: at,
          message: `secret ${quote(name)} is used and not declared`,
          remedy: `Declare it under secrets. ${useOneOf(name, declared.secrets)}`,
          rule: "secret-undeclared",
        };
      }
      if (
        !/^(\/[\w.@+-]+)+$/.test(use.path) ||
        /\/\.\.?(\/|$)/.test(use.path) ||
        /^\/(usr|proc|sys|dev)\//.test(use.path)
      ) {
        yield {
          path: `${at}.path`,
          message: `${quote(use.path)} is no path for a secret`,
          remedy: "Give the absolute path of a file, such as /etc/app/token.",
          rule: "secret-path",
        };
      } else if (paths.has(use.path)) {
        yield {
          path: `${at}.path`,
          message: `${use.path} is the file of ${quote(paths.get(use.path))} already`,
          remedy: "Give each secret a file of its own.",
          rule: "secret-path-taken",
        };
      } else paths.set(use.path, name);
      if (
        use.path === dockerConfigPath &&
        secrets[name]?.source.kind !== "existing" &&
        !isDockerConfig(secrets[name])
      ) {
        yield {
          severity: "warning",
          path: `${at}.path`,
          message: `${dockerConfigPath} is where registry credentials lie`,
          remedy: "Declare them by secret.dockerConfig, which checks and converts them.",
          rule: "secret-docker-path",
        };
      }
      if (!/^0?[0-7]{3}$/.test(use.mode)) {
        yield {
          path: `${at}.mode`,
          message: `${quote(use.mode)} is no mode`,
          remedy: 'Write it in octal, "0600".',
          rule: "secret-mode",
        };
      } else if (/[1-7]$/.test(use.mode)) {
        yield {
          path: `${at}.mode`,
          message: `mode ${use.mode} lets every process of the node at the secret`,
          remedy: "Give it an owner and mode 0600, or a group and 0640.",
          rule: "secret-open",
        };
      }
      if (!/^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/.test(use.owner)) {
        yield {
          path: `${at}.owner`,
          message: `${quote(use.owner)} is no owner`,
          remedy: "Write it as user or user:group.",
          rule: "owner-form",
        };
      }
    }
  }
  for (const [name, secret] of Object.entries(secrets)) {
    if (!used.has(name) && !isDockerConfig(secret)) {
      yield {
        severity: "warning",
        path: `secrets.${name}`,
        message: `secret ${quote(name)} is declared and no role receives it`,
        remedy: "Name it under secrets of a role, or remove it.",
        rule: "secret-unused",
      };
    }
  }
};

function isDockerConfig(secret: { readonly source: object } | undefined): boolean {
  return secret !== undefined && "format" in secret.source && secret.source.format === "docker-config";
}
