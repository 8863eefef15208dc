import {
  checkOptions,
  type Diagnostic,
  either,
  flag,
  list,
  object,
  oneOf,
  text,
  whole,
  shown,
} from "@drydock/systemd/ground";
import type { PasswdGroup, PasswdUser } from "../spec/passwd.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** What is to be true of a user; what is left out stays as the OS has it. */
export interface UserOptions {
  /** Public keys in the form of authorized_keys, one a string. */
  readonly sshKeys?: readonly string[];
  readonly uid?: number;
  /** The primary group; one of the user's own name when absent. */
  readonly group?: string;
  /** Supplementary groups, such as `docker` or `sudo`. */
  readonly groups?: readonly string[];
  /** Full name or purpose. */
  readonly comment?: string;
  /** Home directory; `false` makes none. */
  readonly home?: string | false;
  readonly shell?: string;
  /** A system account, with a number below 1000; false when absent. */
  readonly system?: boolean;
  /**
   * A crypt(3) hash, never the password itself; user data is readable on the node, so prefer keys. No
   * password login when absent.
   */
  readonly passwordHash?: string;
}

const userOptions = object<UserOptions>({
  sshKeys: list(text),
  uid: whole(),
  group: text,
  groups: list(text),
  comment: text,
  home: either(text, oneOf(false)),
  shell: text,
  system: flag,
  passwordHash: text,
});
const groupOptions = object<{ readonly gid?: number; readonly system?: boolean }>({ gid: whole(), system: flag });

/**
 * A user that exists on the node; one that the OS ships (`core`) is changed, not replaced.
 *
 * @throws {SugarError} `bad-part`, when a name, key or hash is none; keys and hashes are never repeated in
 * the message.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { user } from "@drydock/ignition";
 *
 * user("app", { groups: ["docker"], home: false }); // { name: "app", groups: ["docker"], noCreateHome: true }
 * ```
 */
export function user(name: string, options: UserOptions = {}): PasswdUser {
  checkOptions("user", userOptions, options);
  const { sshKeys, uid, group, groups, comment, home, shell, system, passwordHash } = options;
  const problems = [
    ...nameProblems("$.name", name),
    ...(groups ?? []).flatMap((each, index) => nameProblems(`$.groups.${index}`, each)),
    ...(sshKeys ?? []).flatMap((key, index) => keyProblems(`$.sshKeys.${index}`, key)),
    ...(passwordHash === undefined || passwordHash.startsWith("$") || passwordHash === "*" || passwordHash === ""
      ? []
      : [problem("$.passwordHash", "this is no crypt(3) hash", "Make one with `mkpasswd --method=yescrypt`.")]),
  ];
  if (problems.length > 0) throw new SugarError(`user ${shown(name)}`, problems);
  return {
    name,
    ...(sshKeys && { sshAuthorizedKeys: sshKeys.map((key) => key.trim()) }),
    ...(uid !== undefined && { uid }),
    ...(group !== undefined && { primaryGroup: group }),
    ...(groups && { groups }),
    ...(comment !== undefined && { gecos: comment }),
    ...(typeof home === "string" && { homeDir: home }),
    ...(home === false && { noCreateHome: true }),
    ...(shell !== undefined && { shell }),
    ...(system !== undefined && { system }),
    ...(passwordHash !== undefined && { passwordHash }),
  };
}

/**
 * A group that exists on the node. Without `gid` it gets the next free number; `system` takes one below 1000.
 *
 * @throws {SugarError} `bad-part`, when the name is none.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { group } from "@drydock/ignition";
 *
 * group("crew", { gid: 1500 }); // { name: "crew", gid: 1500 }
 * ```
 */
export function group(name: string, options: { readonly gid?: number; readonly system?: boolean } = {}): PasswdGroup {
  checkOptions("group", groupOptions, options);
  const { gid, system } = options;
  const problems = nameProblems("$.name", name);
  if (problems.length > 0) throw new SugarError(`group ${shown(name)}`, problems);
  return { name, ...(gid !== undefined && { gid }), ...(system !== undefined && { system }) };
}

/** What useradd(8) takes on every system. */
function nameProblems(path: string, name: string): Diagnostic[] {
  if (typeof name === "string" && /^[a-z_][a-z0-9_-]{0,31}$/u.test(name)) return [];
  return [
    problem(
      path,
      `${shown(name)} is no account name`,
      "Begin with a lower-case letter or _, go on with those, digits and -, 32 characters at most.",
    ),
  ];
}

const keyTypes =
  /^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/u;

function keyProblems(path: string, key: string): Diagnostic[] {
  const text = key.trim();
  if (/PRIVATE KEY/u.test(text))
    return [
      problem(path, "this is a private key, which must never leave its owner", "Give the public one (the .pub file)."),
    ];
  if (text.includes("\n")) return [problem(path, "several lines", "Give one key a string.")];
  const words = text.split(/\s+/u);
  const at = words.findIndex((word) => keyTypes.test(word));
  if (at === -1) return [problem(path, "no key type such as ssh-ed25519 in it", "Give a line of a .pub file.")];
  return /^AAAA[A-Za-z0-9+/]+={0,2}$/u.test(words[at + 1] ?? "")
    ? []
    : [problem(path, `what follows ${words[at]} is no base64 key`, "Was the line cut?")];
}
