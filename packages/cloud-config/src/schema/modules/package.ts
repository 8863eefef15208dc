import { either, flag, list, map, notEmpty, object, pair, required, since, text } from "@drydock/systemd/ground";

/** A package by name, or by name and version; from 23.4 on also per package system. */
export type Package = string | readonly [name: string, version: string] | PackagesBySystem;

/** Packages by the system that installs them, from cloud-init 23.4 on. */
export interface PackagesBySystem {
  readonly apt?: readonly (string | readonly [name: string, version: string])[];
  readonly snap?: readonly (string | readonly [name: string, version: string])[];
}

const named = either(text, pair(text));

export const packages = list(
  either(text, pair(text), since("23.4", object<PackagesBySystem>({ apt: list(named), snap: list(named) }))),
  { min: 1 },
);

/** A further package source for apt. */
export interface AptSource {
  /**
   * A line of sources.list, or `ppa:…`; `$MIRROR`, `$RELEASE`, `$PRIMARY`, `$SECURITY` and `$KEY_FILE` are
   * filled in.
   */
  readonly source?: string;
  readonly keyid?: string;
  /** An armoured public key. */
  readonly key?: string;
  readonly keyserver?: string;
  readonly filename?: string;
  readonly append?: boolean;
}

/** Where apt finds the packages of some architectures: `uri`, or the first of `search` that answers. */
export interface AptMirror {
  readonly arches: readonly string[];
  readonly uri?: string;
  readonly search?: readonly string[];
  readonly search_dns?: boolean;
  readonly keyid?: string;
  readonly key?: string;
  readonly keyserver?: string;
}

/** apt's own configuration: mirrors, sources, proxies. */
export interface Apt {
  readonly preserve_sources_list?: boolean;
  readonly disable_suites?: readonly string[];
  readonly primary?: readonly AptMirror[];
  readonly security?: readonly AptMirror[];
  readonly add_apt_repo_match?: string;
  readonly generate_mirrorlists?: boolean;
  readonly debconf_selections?: Readonly<Record<string, string>>;
  readonly sources_list?: string;
  readonly conf?: string;
  readonly proxy?: string;
  readonly http_proxy?: string;
  readonly https_proxy?: string;
  readonly ftp_proxy?: string;
  readonly sources?: Readonly<Record<string, AptSource>>;
}

const mirrors = list(
  object<AptMirror>({
    arches: required(list(text, { min: 1 })),
    uri: text,
    search: list(text, { min: 1 }),
    search_dns: flag,
    keyid: text,
    key: text,
    keyserver: text,
  }),
  { min: 1 },
);

export const apt = notEmpty(
  object<Apt>({
    preserve_sources_list: flag,
    generate_mirrorlists: flag,
    disable_suites: list(text, { min: 1, unique: true }),
    primary: mirrors,
    security: mirrors,
    add_apt_repo_match: text,
    debconf_selections: map(text, { min: 1 }),
    sources_list: text,
    conf: text,
    https_proxy: text,
    http_proxy: text,
    proxy: text,
    ftp_proxy: text,
    sources: map(
      notEmpty(
        object<AptSource>({ source: text, keyid: text, key: text, keyserver: text, filename: text, append: flag }),
      ),
    ),
  }),
);
