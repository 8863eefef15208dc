import { renderJson } from "../render-json.ts";
import type { Config } from "../spec/ignition-config.ts";

/** One entry of a list of the config. */
export interface ConfigEntry {
  /** `$.storage.files.0`. */
  readonly path: string;
  readonly name: string;
  readonly json: string;
}

/** Every entry of the config's lists, in the order of its rendered text. */
export function configEntries(config: Config): readonly ConfigEntry[] {
  return sections(config).flatMap(([path, list]) =>
    list.map(([name, value], at) => ({ path: `${path}.${at}`, name, json: renderJson(value) })),
  );
}

function sections({ ignition, kernelArguments, passwd, storage, systemd }: Config): [string, [string, unknown][]][] {
  return [
    ["$.ignition.config.merge", named(ignition.config?.merge, ({ source }) => shorten(source))],
    [
      "$.ignition.security.tls.certificateAuthorities",
      named(ignition.security?.tls?.certificateAuthorities, ({ source }) => shorten(source)),
    ],
    ["$.kernelArguments.shouldExist", named(kernelArguments?.shouldExist, (argument) => argument)],
    ["$.kernelArguments.shouldNotExist", named(kernelArguments?.shouldNotExist, (argument) => argument)],
    ["$.passwd.groups", named(passwd?.groups, ({ name }) => name)],
    ["$.passwd.users", named(passwd?.users, ({ name }) => name)],
    ["$.storage.directories", named(storage?.directories, ({ path }) => path)],
    ["$.storage.disks", named(storage?.disks, ({ device }) => device)],
    ["$.storage.files", named(storage?.files, ({ path }) => path)],
    ["$.storage.filesystems", named(storage?.filesystems, ({ device }) => device)],
    ["$.storage.links", named(storage?.links, ({ path }) => path)],
    ["$.storage.luks", named(storage?.luks, ({ name }) => name)],
    ["$.storage.raid", named(storage?.raid, ({ name }) => name)],
    ["$.systemd.units", named(systemd?.units, ({ name }) => name)],
  ];
}

function named<T>(list: readonly T[] | undefined, name: (entry: T) => string): [string, T][] {
  return (list ?? []).map((entry) => [name(entry), entry]);
}

function shorten(source = ""): string {
  return source.length > 60 ? `${source.slice(0, 57)}...` : source;
}
