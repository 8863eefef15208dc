import { deprecated, either, flag, list, object, oneOf, since, text, textLike, whole } from "@drydock/systemd/ground";

/**
 * A login account that cloud-init makes; of an account that exists, only password, keys and sudo rules
 * change.
 */
export interface User {
  readonly name?: string;
  /** An e-mail address: makes the account through snap, instead of `name`. */
  readonly snapuser?: string;
  readonly uid?: number;
  /** The comment field, usually the full name. */
  readonly gecos?: string;
  /** Default `/home/<name>`. */
  readonly homedir?: string;
  readonly primary_group?: string;
  /** Further groups, as a list or joined by commas. */
  readonly groups?: string | readonly string[];
  /** Login shell, an absolute path. */
  readonly shell?: string;
  /** Rules for /etc/sudoers.d, each as it stands after the user's name; `false` or null for none. */
  readonly sudo?: string | readonly string[] | false | null;
  /** Rules for doas.conf. */
  readonly doas?: readonly string[];
  /** Forbids password login. Default true. */
  readonly lock_passwd?: boolean;
  /** A crypt hash, set only when the account is made. */
  readonly passwd?: string;
  /** A crypt hash, set also on an account that exists. */
  readonly hashed_passwd?: string;
  readonly plain_text_passwd?: string;
  readonly ssh_authorized_keys?: readonly string[];
  /** `gh:name`, `lp:name`. */
  readonly ssh_import_id?: readonly string[];
  /** Refuses ssh logins to this account and names the default user. */
  readonly ssh_redirect_user?: boolean;
  readonly system?: boolean;
  readonly create_groups?: boolean;
  readonly no_create_home?: boolean;
  readonly no_log_init?: boolean;
  readonly no_user_group?: boolean;
  readonly selinux_user?: string;
  /** Date on which the account ends: `"2030-01-31"`. */
  readonly expiredate?: string;
  /** Days after expiry until the account is disabled, as a string. */
  readonly inactive?: string;
}

/** shadow-utils' own rule: lower-case first, at most 32 characters. */
const userName = textLike(
  /^[a-z_][a-z0-9_.-]{0,30}[a-z0-9_.$-]?$/i,
  "a user name (letters, digits, _ . -, at most 32)",
);

export const user = object<User>(
  {
    name: userName,
    snapuser: text,
    uid: whole({ min: 0, max: 4294967294 }),
    gecos: textLike(/^[^:\n]*$/, "one line without a colon"),
    homedir: textLike(/^\/[^:\n]*$/, "an absolute path"),
    primary_group: text,
    groups: either(text, list(text, { min: 1 })),
    shell: textLike(/^\/[^:\n]*$/, "an absolute path"),
    sudo: either(
      text,
      since("24.2", list(text)),
      deprecated("22.2", "null or leave it out", oneOf(false)),
      oneOf(null),
    ),
    doas: since("23.3", list(text, { min: 1 })),
    lock_passwd: flag,
    passwd: text,
    hashed_passwd: text,
    plain_text_passwd: text,
    ssh_authorized_keys: list(text, { min: 1 }),
    ssh_import_id: list(text, { min: 1 }),
    ssh_redirect_user: flag,
    system: flag,
    create_groups: flag,
    no_create_home: flag,
    no_log_init: flag,
    no_user_group: flag,
    selinux_user: text,
    expiredate: textLike(/^\d{4}-\d{2}-\d{2}$/, 'a date such as "2030-01-31"', isDate),
    inactive: textLike(/^\d+$/, "a number of days as a string"),
  },
  ["name", "snapuser"],
);

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && !text.startsWith("0000") && new Date(time).toISOString().startsWith(text);
}

/** `default` stands for the image's own user; once `users` stands without it, that user is not made. */
export const users = list(either(text, user), { min: 1 });
