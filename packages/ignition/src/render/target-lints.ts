import type { Diagnostic } from "@drydock/systemd/ground";
import { osProfile } from "../target/os-profile.ts";
import type { Config } from "../spec/ignition-config.ts";
import type { Target } from "../target/targets.ts";

/**
 * Checks that depend on the release: `existing-file` (the image ships the file, so writing it fails) and
 * `read-only-path` (no node can be written there).
 */
export const targetLints = ["existing-file", "read-only-path"] as const;

/** The name of a check that depends on the release. */
export type TargetLint = (typeof targetLints)[number];

/** What would fail on that release and on no other, as errors with the check's name. */
export function findTargetProblems(
  config: Config,
  { name, os }: Target,
  isOn: (lint: TargetLint) => boolean,
): readonly Diagnostic[] {
  const { existingFiles, readOnly } = osProfile(os);
  const { files = [], directories = [], links = [] } = config.storage ?? {};
  const problem = (rule: TargetLint, path: string, message: string, remedy: string): Diagnostic => ({
    severity: "error",
    path,
    message,
    remedy,
    rule,
  });
  const existing = files.flatMap((file, at) =>
    existingFiles.includes(file.path) && file.contents?.source !== undefined && file.overwrite !== true
      ? [
          problem(
            "existing-file",
            `$.storage.files.${at}.path`,
            `${name} ships ${file.path}, so writing it stops the boot`,
            "Set overwrite, or append to it.",
          ),
        ]
      : [],
  );
  const below = Object.entries({ directories, files, links }).flatMap(([list, nodes]) =>
    nodes.flatMap(({ path }, at) => {
      const root = readOnly.find((directory) => path === directory || path.startsWith(`${directory}/`));
      if (root === undefined) return [];
      return [
        problem(
          "read-only-path",
          `$.storage.${list}.${at}.path`,
          `${root} is read-only on ${name}`,
          "Use a place under /etc, /var or /opt.",
        ),
      ];
    }),
  );
  return [...(isOn("existing-file") ? existing : []), ...(isOn("read-only-path") ? below : [])];
}
