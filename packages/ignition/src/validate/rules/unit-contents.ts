import { parseUnit } from "@drydock/systemd";
import type { Engine } from "../../spec/engine.ts";

/** What Ignition sees in a unit: its problem, or whether an option stands in an [Install] section. */
export interface UnitReading {
  /** In the words of go-systemd, without Ignition's prefix. */
  readonly problem?: string;
  readonly hasOptions: boolean;
  readonly hasInstall: boolean;
}

const goSystemd = { "2.14.0": "22.0", "2.27.0": "22.7" } as const satisfies Record<Engine, string>;

/** Reads a unit with the parser of that release of Ignition. */
export function readUnit(contents: string, engine: Engine): UnitReading {
  const { unit, diagnostics } = parseUnit(contents, { dialect: "go-systemd", goSystemd: goSystemd[engine] });
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) return { problem: error.message, hasOptions: false, hasInstall: false };
  const filled = unit.sections.filter(({ entries }) => entries.length > 0);
  return { hasOptions: filled.length > 0, hasInstall: filled.some(({ name }) => name === "Install") };
}
