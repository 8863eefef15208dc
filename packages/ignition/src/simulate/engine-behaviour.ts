import { compareSpecs, type SpecVersion } from "../spec/spec-version.ts";
import type { Target } from "../target/targets.ts";
import type { Engine } from "../spec/engine.ts";

/** Where Ignition's releases differ in the files stage. */
export interface EngineBehaviour {
  /** Whose rules a config that is fetched has to pass. */
  readonly rules: Engine;
  /** Whether a mode's bits 0o7000 are kept for a config of that spec. */
  readonly keepsSpecialBits: (spec: SpecVersion) => boolean;
  /** Before 2.22 the owner is set after the mode, and the kernel then clears setuid and setgid of files. */
  readonly ownerAfterMode: boolean;
  /** From 2.16 a disabled unit gets a preset only if systemd holds it for enabled, static or indirect. */
  readonly disablesOnlyEnabled: boolean;
}

/** The behaviour of the engine in that release. */
export function engineBehaviour({ ignition }: Target): EngineBehaviour {
  const minor = Number(ignition.split(".")[1]);
  const specialBitsSince: SpecVersion | undefined = minor >= 22 ? "3.6.0" : minor >= 15 ? "3.4.0" : undefined;
  return {
    rules: minor < 15 ? "2.14.0" : "2.27.0",
    keepsSpecialBits: (spec) => specialBitsSince !== undefined && compareSpecs(spec, specialBitsSince) >= 0,
    ownerAfterMode: minor < 22,
    disablesOnlyEnabled: minor >= 16,
  };
}
