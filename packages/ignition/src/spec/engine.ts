import { type SpecVersion, specVersions } from "./spec-version.ts";

/** A release of Ignition whose own code these rules are compared with. */
export type Engine = "2.14.0" | "2.27.0";

const newestSpec = { "2.14.0": "3.3.0", "2.27.0": "3.6.0" } as const satisfies Record<Engine, SpecVersion>;

/** Whether that release of Ignition takes configs of this spec; experimental specs do not count. */
export function takesSpec(engine: Engine, version: SpecVersion): boolean {
  return specVersions.indexOf(version) <= specVersions.indexOf(newestSpec[engine]);
}
