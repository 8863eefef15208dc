import { type FileSystem, readable } from "./file-system.ts";

/** What useradd(8) takes from the node's /etc/login.defs. */
export interface LoginDefaults {
  readonly homeMode: number;
  /** Whether each new user gets a group of the same name. */
  readonly groupPerUser: boolean;
  readonly lowestUser: number;
  readonly highestUser: number;
  readonly lowestSystemUser: number;
  readonly highestSystemUser: number;
}

/**
 * The node's settings; what it does not say is as Fedora CoreOS and Flatcar have it. Source: login.defs(5).
 */
export function loginDefaults(fs: FileSystem): LoginDefaults {
  const inode = readable(fs, "/etc/login.defs");
  const text = inode?.type === "file" ? Buffer.from(inode.contents).toString("utf8") : "";
  const settings = new Map(text.split("\n").flatMap((line) => settingOf(line)));
  const number = (key: string, fallback: number): number => {
    const value = settings.get(key) ?? "";
    const parsed = /^0[0-7]*$/u.test(value) ? Number.parseInt(value, 8) : Number(value);
    return value === "" || !Number.isInteger(parsed) ? fallback : parsed;
  };
  return {
    homeMode:
      settings.has("HOME_MODE") || !settings.has("UMASK")
        ? number("HOME_MODE", 0o700)
        : 0o777 & ~number("UMASK", 0o022),
    groupPerUser: (settings.get("USERGROUPS_ENAB") ?? "yes") === "yes",
    lowestUser: number("UID_MIN", 1000),
    highestUser: number("UID_MAX", 60_000),
    lowestSystemUser: number("SYS_UID_MIN", 101),
    highestSystemUser: number("SYS_UID_MAX", 999),
  };
}

function settingOf(line: string): [string, string][] {
  const [, key, value] = /^\s*([A-Z_0-9]+)\s+(\S+)/u.exec(line) ?? [];
  return key === undefined || value === undefined ? [] : [[key, value]];
}
