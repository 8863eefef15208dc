import {
  either,
  flag,
  list,
  map,
  notEmpty,
  object,
  oneOf,
  required,
  text,
  textLike,
  whole,
} from "@drydock/systemd/ground";

/** A DNS label sequence by RFC 1123. */
export const hostName = textLike(
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i,
  "a host name",
);

/** Where the time comes from. */
export interface Ntp {
  readonly enabled?: boolean;
  readonly pools?: readonly string[];
  readonly servers?: readonly string[];
  /** `chrony`, `ntp`, `systemd-timesyncd`, … Default `auto`. */
  readonly ntp_client?: string;
  readonly config?: NtpConfig;
}

/** An NTP client that cloud-init does not know: its files, packages and service. */
export interface NtpConfig {
  readonly confpath?: string;
  readonly check_exe?: string;
  readonly packages?: readonly string[];
  readonly service_name?: string;
  readonly template?: string;
}

export const ntp = object<Ntp>({
  enabled: flag,
  pools: list(hostName, { unique: true }),
  servers: list(hostName, { unique: true }),
  ntp_client: text,
  config: notEmpty(
    object<NtpConfig>({
      confpath: text,
      check_exe: text,
      packages: list(text, { unique: true }),
      service_name: text,
      template: text,
    }),
  ),
});

/** Certificate authorities that the system trusts. */
export interface CaCerts {
  /** Removes the system's own first. */
  readonly remove_defaults?: boolean;
  /** PEM certificates. */
  readonly trusted?: readonly string[];
}

export const caCerts = notEmpty(object<CaCerts>({ remove_defaults: flag, trusted: list(text, { min: 1 }) }));

/** POSTs what the instance is to a URL at the end of the boot. */
export interface PhoneHome {
  readonly url: string;
  readonly post?: "all" | readonly PhoneHomeFact[];
  readonly tries?: number;
}

/** A fact about the instance that may be posted. */
export type PhoneHomeFact = (typeof phoneHomeFacts)[number];

const phoneHomeFacts = ["pub_key_rsa", "pub_key_ecdsa", "pub_key_ed25519", "instance_id", "hostname", "fqdn"] as const;

export const phoneHome = object<PhoneHome>({
  url: required(textLike(/^https?:\/\/[^\s]+$/, "an http or https URL")),
  post: either(oneOf("all"), list(oneOf(...phoneHomeFacts))),
  tries: whole({ min: 1 }),
});

/** Powers off or reboots once everything else is done. */
export interface PowerState {
  readonly mode: "poweroff" | "reboot" | "halt";
  /** Minutes, or `now` (the default). */
  readonly delay?: "now" | number;
  readonly message?: string;
  /** Seconds that cloud-init may still take to finish. Default 30. */
  readonly timeout?: number;
  /** A command whose success decides, or a plain yes or no. */
  readonly condition?: boolean | string | readonly string[];
}

export const powerState = object<PowerState>({
  mode: required(oneOf("poweroff", "reboot", "halt")),
  delay: either(oneOf("now"), whole({ min: 0 })),
  message: text,
  timeout: whole({ min: 0 }),
  condition: either(flag, text, list(text)),
});

/** What to write to /etc/resolv.conf, where `manage_resolv_conf` is true. */
export interface ResolvConf {
  readonly nameservers?: readonly string[];
  readonly searchdomains?: readonly string[];
  readonly domain?: string;
  readonly sortlist?: readonly string[];
  readonly options?: Readonly<Record<string, boolean | number | string>>;
}

export const resolvConf = object<ResolvConf>({
  nameservers: list(text),
  searchdomains: list(text),
  domain: text,
  sortlist: list(text),
  options: map(either(flag, whole(), text)),
});

/**
 * A repository of yum or dnf: the options of its `.repo` section, `baseurl` among them (or `metalink` from
 * 24.2, `mirrorlist` from 24.3).
 */
export type YumRepository = Readonly<Record<string, string | number | boolean>>;

const yumOptions = map(either(text, whole(), flag), {
  keys: { pattern: /^[0-9a-zA-Z_]+$/, says: "an option of yum.conf" },
});

export const yumRepositories = map(yumOptions, {
  min: 1,
  keys: { pattern: /^[0-9a-zA-Z_-]+$/, says: "a repository id" },
});
