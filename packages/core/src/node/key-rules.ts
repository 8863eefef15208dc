import type { ClusterReading } from "../cluster/cluster-reading.ts";
import type { Finding } from "../finding.ts";

const form = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{40,}={0,2}( [^\n]*)?$/;

/**
 * Public keys, which are all that a blueprint may hold of a key pair. Messages never repeat what was given.
 */
export function* keyRules({ roles }: ClusterReading): Iterable<Finding> {
  for (const { path, spec } of roles) {
    const users = spec.users.flatMap(({ publicKeys = [] }, user) =>
      publicKeys.map((key, index) => ({ key, at: `${path}.users.${user}.publicKeys.${index}` })),
    );
    const own = spec.publicKey === undefined ? [] : [{ key: spec.publicKey, at: `${path}.publicKey` }];
    for (const { key: given, at } of [...own, ...users]) {
      const key = given.trim();
      if (/PRIVATE KEY/.test(key)) {
        yield {
          path: at,
          message: "this is a private key",
          remedy: "Take it out at once, replace the pair, and give the public half (the .pub file).",
          rule: "key-private",
        };
      } else if (!form.test(key)) {
        yield {
          path: at,
          message: "this is no public key of OpenSSH",
          remedy: "Give the one line of the .pub file, ssh-ed25519 or ssh-rsa first.",
          rule: "key-form",
        };
      } else if (at.endsWith(".publicKey") && key.startsWith("ecdsa")) {
        yield {
          path: at,
          message: "EC2 imports ED25519 and RSA keys only",
          remedy: "Make an ED25519 pair: ssh-keygen -t ed25519.",
          rule: "key-form",
        };
      }
    }
  }
}
