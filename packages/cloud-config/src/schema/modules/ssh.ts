import { either, flag, list, map, object, oneOf, required, text } from "@drydock/systemd/ground";

/** Passwords of accounts, set at first boot. */
export interface Chpasswd {
  /** Makes each password expire, so that it must be changed at the first login. Default true. */
  readonly expire?: boolean;
  readonly users?: readonly PasswordOf[];
}

/**
 * The password of one account: given, as text or crypt hash (the default), or made up and printed to the
 * console.
 */
export type PasswordOf =
  | { readonly name: string; readonly type: "RANDOM" }
  | { readonly name: string; readonly type?: "hash" | "text"; readonly password: string };

export const chpasswd = object<Chpasswd>({
  expire: flag,
  users: list(
    either(
      object<{ readonly name: string; readonly type: "RANDOM" }>({
        name: required(text),
        type: required(oneOf("RANDOM")),
      }),
      object<{ readonly name: string; readonly type?: "hash" | "text"; readonly password: string }>({
        name: required(text),
        type: oneOf("hash", "text"),
        password: required(text),
      }),
    ),
  ),
});

/** Which host keys go to the cloud's metadata service. */
export interface PublishHostKeys {
  readonly enabled?: boolean;
  /** Key types to leave out. */
  readonly blacklist?: readonly string[];
}

export const publishHostKeys = object<PublishHostKeys>({ enabled: flag, blacklist: list(text) });

/** Without `dsa`, which cloud-init 24.1 dropped and OpenSSH no longer makes. */
export const hostKeyTypes = list(oneOf("rsa", "ecdsa", "ed25519"), { min: 1 });

/** A kind of ssh host key. */
export type HostKeyType = "rsa" | "ecdsa" | "ed25519";

export const hostKeys = map(text, {
  keys: {
    pattern: /^(ecdsa|ed25519|rsa)_(public|private|certificate)$/,
    says: 'a key type and "_private", "_public" or "_certificate"',
  },
});
