import { quote, useOneOf, type Finding } from "../finding.ts";
import { dockerConfigPath } from "./cluster-secrets.ts";
import { nestedPath } from "../node/nested-path.ts";
import { ownerRules } from "../node/owner-rules.ts";
import type { ClusterReading } from "./cluster-reading.ts";

/** Where secrets go: declared ones only, to files that keep them secret. */
export function* secretUseRules({ secrets, roles, declared }: ClusterReading): Iterable<Finding> {
  const byName = new Map(Object.entries(secrets));
  const used = new Set<string>();
  for (const role of roles) {
    const { path, spec } = role;
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
      } else {
        const [other, holder] = [...paths].find(([one]) => nestedPath(one, use.path)) ?? [];
        if (other !== undefined) {
          yield {
            path: `${at}.path`,
            message: `${use.path} cannot be there beside ${other}, the file of ${quote(holder)}: one of the two is a folder`,
            remedy: "Give each secret a file of its own.",
            rule: "secret-path-taken",
          };
        }
        paths.set(use.path, name);
      }
      if (
        use.path === dockerConfigPath &&
        byName.get(name)?.source.kind !== "existing" &&
        !isDockerConfig(byName.get(name))
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
          remedy: 'Write three octal digits, "0600": there is no setuid, setgid or sticky bit.',
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
      yield* ownerRules(use.owner, `${at}.owner`, role);
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
}

/** Whether a secret holds credentials of registries. */
export function isDockerConfig(secret: { readonly source: object } | undefined): boolean {
  return secret !== undefined && "format" in secret.source && secret.source.format === "docker-config";
}
