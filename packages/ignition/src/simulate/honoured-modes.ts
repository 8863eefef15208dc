import type { Config } from "../spec/ignition-config.ts";
import type { EngineBehaviour } from "./engine-behaviour.ts";

/**
 * The config without the mode bits 0o7000 that the engine ignores in a config of that spec; it does so before
 * it merges.
 */
export function honouredModes(config: Config, { keepsSpecialBits }: EngineBehaviour): Config {
  const { storage } = config;
  if (!storage || keepsSpecialBits(config.ignition.version)) return config;
  const plain = <T extends { mode?: number }>(node: T): T =>
    node.mode === undefined ? node : { ...node, mode: node.mode & 0o777 };
  return {
    ...config,
    storage: {
      ...storage,
      ...(storage.files && { files: storage.files.map(plain) }),
      ...(storage.directories && { directories: storage.directories.map(plain) }),
    },
  };
}
