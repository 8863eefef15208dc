import { checkOptions, list, text, shown } from "@drydock/systemd/ground";
import { file } from "./file.ts";
import type { Fragment } from "./fragment.ts";
import { problem } from "./problem.ts";
import { SugarError } from "./sugar-error.ts";

/**
 * Turns on extensions that Flatcar publishes with each release, such as `podman` (from 3941), `python` or
 * `zfs`; with a leading dash, off.
 *
 * @throws {SugarError} `bad-part`, when there is no name, or one that is none.
 *
 * @example
 * ```ts
 * import { flatcarExtensions } from "@drydock/ignition";
 *
 * flatcarExtensions(["podman", "-docker"]).storage?.files?.[0]?.path; // "/etc/flatcar/enabled-sysext.conf"
 * ```
 */
export function flatcarExtensions(names: readonly string[]): Fragment {
  checkOptions("flatcarExtensions", list(text), names);
  const problems = names.flatMap((name, at) =>
    /^-?[a-z0-9][a-z0-9._-]*$/u.test(name)
      ? []
      : [problem(`$.${at}`, `${shown(name)} is no name of an extension`, "Write one such as podman.")],
  );
  if (names.length === 0) problems.push(problem("$", "no names", "Give one or leave the call out."));
  if (problems.length > 0) throw new SugarError("flatcarExtensions", problems);
  return {
    storage: {
      files: [
        file("/etc/flatcar/enabled-sysext.conf", { contents: names.map((name) => `${name}\n`).join(""), mode: 0o644 }),
      ],
    },
  };
}
