import type { Finding } from "../decode/finding.ts";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { compareSpecs, type SpecVersion } from "../spec/spec-version.ts";

/** A warning for each mode of a file or directory that loses bits on the way up to 3.6. */
export function findClearedBits({ ignition, storage }: IgnitionConfig, version: SpecVersion): Finding[] {
  if (version !== "3.6.0" || compareSpecs(ignition.version, "3.6.0") >= 0) return [];
  const message = "setuid, setgid and sticky bits are cleared: they had no effect before spec 3.6.0";
  const remedy = "Set them again if they are meant.";
  return (["directories", "files"] as const).flatMap((list) =>
    (storage?.[list] ?? []).flatMap(({ mode = 0 }, index): Finding[] =>
      ((mode >>> 0) & 0o7000) === 0
        ? []
        : [{ severity: "warning", path: ["storage", list, index, "mode"], message, remedy }],
    ),
  );
}
