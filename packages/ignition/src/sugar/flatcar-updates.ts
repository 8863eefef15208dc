import { checkOptions, type Diagnostic, list, object, oneOf, required, text } from "@drydock/systemd/ground";
import { file } from "./file.ts";
import type { Fragment } from "./fragment.ts";
import { type RebootWindow, windowOption, windowProblems } from "./reboot-window.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/** How a Flatcar node takes updates. */
export interface FlatcarUpdates {
  /**
   * What follows an installed update: an immediate reboot, one under a lock held in etcd, the node's own
   * choice, or none.
   */
  readonly strategy: "reboot" | "etcd-lock" | "best-effort" | "off";
  readonly window?: RebootWindow;
  /** Release group such as `stable`; the image's own when absent. */
  readonly group?: string;
  /** Update server, or `disabled` so that no update is ever fetched. */
  readonly server?: string;
  /** etcd endpoints of the reboot lock, and its TLS files; for `etcd-lock` only. */
  readonly lock?: {
    readonly endpoints: readonly string[];
    readonly caFile?: string;
    readonly certFile?: string;
    readonly keyFile?: string;
    /** Nodes that share one lock; all nodes when absent. */
    readonly group?: string;
  };
}

const updateOptions = object<FlatcarUpdates>({
  strategy: required(oneOf("reboot", "etcd-lock", "best-effort", "off")),
  window: windowOption,
  group: text,
  server: text,
  lock: object<NonNullable<FlatcarUpdates["lock"]>>({
    endpoints: required(list(text)),
    caFile: text,
    certFile: text,
    keyFile: text,
    group: text,
  }),
});

/**
 * `/etc/flatcar/update.conf`, which locksmith and update-engine read. Flatcar ships the file, so it is
 * overwritten. Without any setting a Flatcar node reboots five minutes after an update.
 *
 * @throws {SugarError} `bad-part`, when a value is not one word, the window none, or a lock stands beside
 * another strategy.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { decodeDataUrl, flatcarUpdates } from "@drydock/ignition";
 *
 * const { storage } = flatcarUpdates({ strategy: "off" });
 * Buffer.from(decodeDataUrl(storage?.files?.[0]?.contents?.source ?? "data:,")).toString(); // "REBOOT_STRATEGY=off\n"
 * ```
 */
export function flatcarUpdates(updates: FlatcarUpdates): Fragment {
  checkOptions("flatcarUpdates", updateOptions, updates);
  const problems = [
    ...valueProblems(updates),
    ...(updates.window ? windowProblems("$.window", updates.window, 1) : []),
  ];
  if (updates.lock && updates.strategy !== "etcd-lock") {
    problems.push(
      problem(
        "$.lock",
        `only the etcd-lock strategy takes a lock, and the strategy is ${updates.strategy}`,
        "Drop one of the two.",
      ),
    );
  }
  if (problems.length > 0) throw new SugarError("flatcarUpdates", problems);
  const lines = updateConf(updates).map(([key, value]) => `${key}=${value}\n`);
  return {
    storage: { files: [file("/etc/flatcar/update.conf", { contents: lines.join(""), mode: 0o644, overwrite: true })] },
  };
}

function updateConf({ strategy, window, group, server, lock }: FlatcarUpdates): [string, string][] {
  const lines: [string, string][] = [["REBOOT_STRATEGY", strategy]];
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined) lines.push([key, value]);
  };
  add("GROUP", group);
  add("SERVER", server);
  if (window) {
    add("LOCKSMITHD_REBOOT_WINDOW_START", [...(window.days ?? []), window.start].join(" "));
    add("LOCKSMITHD_REBOOT_WINDOW_LENGTH", `${window.minutes}m`);
  }
  add("LOCKSMITHD_ENDPOINT", lock?.endpoints.join(","));
  add("LOCKSMITHD_ETCD_CAFILE", lock?.caFile);
  add("LOCKSMITHD_ETCD_CERTFILE", lock?.certFile);
  add("LOCKSMITHD_ETCD_KEYFILE", lock?.keyFile);
  add("LOCKSMITHD_GROUP", lock?.group);
  return lines;
}

function valueProblems({ group, server, lock }: FlatcarUpdates): Diagnostic[] {
  const values = {
    group,
    server,
    ...Object.fromEntries(Object.entries(lock ?? {}).map(([key, value]) => [`lock.${key}`, value])),
  };
  return Object.entries(values).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((text) =>
      text === undefined || /^[^\s"'`$\\#;&|<>()]+$/u.test(text)
        ? []
        : [
            problem(
              `$.${key}`,
              `${JSON.stringify(text)} is not one word of a shell-style file`,
              "Leave out blanks, quotes and shell characters.",
            ),
          ],
    ),
  );
}
