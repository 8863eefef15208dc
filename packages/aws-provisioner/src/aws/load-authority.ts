import type * as Authority from "./authority.ts";

let loaded: Promise<typeof Authority> | undefined;

/**
 * What makes certificates, loaded when the first one is made. A module that was loaded before is asked for no
 * second time: where modules come through a loader, each time takes real time, for which no clock of a
 * simulation waits.
 */
export function loadAuthority(): Promise<typeof Authority> {
  return (loaded ??= import("./authority.ts"));
}
