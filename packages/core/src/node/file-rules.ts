import type { ClusterReading } from "../cluster/cluster-reading.ts";
import { quote, type Finding } from "../finding.ts";
import { nestedPath } from "./nested-path.ts";
import { ownerRules } from "./owner-rules.ts";

const secretForms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/, "a private key"],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an AWS access key"],
  [/"auths?"\s*:\s*[{"]/, "credentials of a registry"],
];

/**
 * Files, accounts and packages of a role: where they may lie, whose they are, and that no secret stands in
 * them.
 */
export function* fileRules({ roles }: ClusterReading): Iterable<Finding> {
  for (const role of roles) {
    const { path, spec } = role;
    const immutable = spec.image.os === "flatcar" || spec.image.os === "fedora-coreos";
    const seen = new Map<string, number>();
    for (const [index, file] of spec.files.entries()) {
      const at = `${path}.files.${index}`;
      if (!file.path.startsWith("/") || /\/(\.\.?)?(\/|$)/.test(file.path) || file.path.includes("\0")) {
        yield {
          path: `${at}.path`,
          message: `${quote(file.path)} is no path of a file`,
          remedy: "Give an absolute path without . and .. in it.",
          rule: "file-path",
        };
      } else if (/^\/(proc|sys|dev|run|tmp)\//.test(file.path)) {
        yield {
          path: `${at}.path`,
          message: `${file.path} is gone when the node has booted`,
          remedy: "Put it below /etc, /var or /opt.",
          rule: "file-volatile",
        };
      } else if (immutable && file.path.startsWith("/usr/")) {
        yield {
          path: `${at}.path`,
          message: `/usr cannot be written to on ${spec.image.os}`,
          remedy: "Put it below /etc or /opt.",
          rule: "file-immutable",
        };
      } else if (/^\/(opt|etc)\/drydock\//.test(file.path)) {
        yield {
          path: `${at}.path`,
          message: `${file.path} is in a folder of Drydock's own`,
          remedy: "Put it elsewhere.",
          rule: "file-reserved",
        };
      }
      const [secretName, use] =
        Object.entries(spec.secrets).find(([, one]) => one.path === file.path || nestedPath(one.path, file.path)) ?? [];
      if (secretName !== undefined && use !== undefined) {
        const isSame = use.path === file.path;
        yield {
          path: `${at}.path`,
          message: isSame
            ? `${file.path} is where secret ${quote(secretName)} goes`
            : `${file.path} cannot be there beside secret ${quote(secretName)} at ${use.path}: one of the two is a folder`,
          remedy: "Give one of them another path.",
          rule: "file-duplicate",
        };
      }
      const first = seen.get(file.path);
      if (first !== undefined)
        yield {
          path: `${at}.path`,
          message: `${file.path} is file ${first} already`,
          remedy: "Give each file a path of its own.",
          rule: "file-duplicate",
        };
      else seen.set(file.path, index);
      const earlier = spec.files.slice(0, index).findIndex((other) => nestedPath(other.path, file.path));
      if (earlier >= 0) {
        yield {
          path: `${at}.path`,
          message: `${file.path} cannot be there beside file ${earlier}, ${spec.files[earlier]?.path ?? ""}: one of the two is a folder`,
          remedy: "Give one of them another path.",
          rule: "file-duplicate",
        };
      }
      if (!/^0?[0-7]{3}$/.test(file.mode))
        yield {
          path: `${at}.mode`,
          message: `${quote(file.mode)} is no mode`,
          remedy: 'Write three octal digits, "0644": there is no setuid, setgid or sticky bit.',
          rule: "file-mode",
        };
      yield* ownerRules(file.owner, `${at}.owner`, role);
      const half = file.text.search(/\p{Surrogate}/u);
      if (half >= 0) {
        yield {
          path: `${at}.text`,
          message: `it holds half of a surrogate pair, at ${half}, of which no file can hold but a replacement`,
          remedy: "Give whole characters; fetch what is no text from a bucket at boot.",
          rule: "file-text",
        };
      }
      const secret = secretForms.find(([form]) => form.test(file.text));
      if (secret !== undefined) {
        yield {
          path: `${at}.text`,
          message: `it holds ${secret[1]}, and every process of the node can read user data`,
          remedy: "Declare it under secrets, and give the role its path.",
          rule: "file-secret",
        };
      }
    }
    for (const [index, { name }] of spec.users.entries()) {
      const first = spec.users.findIndex((other) => other.name === name);
      if (first < index) {
        yield {
          path: `${path}.users.${index}.name`,
          message: `${quote(name)} is account ${first} already`,
          remedy: "Write each account once.",
          rule: "user-duplicate",
        };
        continue;
      }
      if (!/^[a-z_][a-z0-9_-]{0,30}$/.test(name))
        yield {
          path: `${path}.users.${index}.name`,
          message: `${quote(name)} is no name of an account`,
          remedy: "Use 1 to 31 lower-case letters, digits, hyphens and underscores.",
          rule: "user-name",
        };
    }
    if (immutable && spec.packages.length > 0) {
      yield {
        path: `${path}.packages`,
        message: `${spec.image.os} installs no packages`,
        remedy: "Run what is needed as a container, or choose ubuntu or amazon-linux.",
        rule: "packages-immutable",
      };
    }
    for (const [index, name] of spec.packages.entries()) {
      if (!/^[A-Za-z0-9][A-Za-z0-9.+_=-]*$/.test(name))
        yield {
          path: `${path}.packages.${index}`,
          message: `${quote(name)} is no name of a package`,
          remedy: "Give the name that apt or dnf knows.",
          rule: "package-name",
        };
    }
  }
}
