import type { Config } from "../spec/ignition-config.ts";
import type { IgnitionSection } from "../spec/ignition-section.ts";

/** A part of a config, to be put together with others by `composeIgnition`; it names no spec version. */
export interface Fragment extends Omit<Config, "ignition"> {
  readonly ignition?: Omit<IgnitionSection, "version">;
}
