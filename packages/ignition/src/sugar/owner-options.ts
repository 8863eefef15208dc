import { either, flag, text, whole } from "@drydock/systemd/ground";

/** A user or group, as options take it. */
export const ownerOption = either(whole(), text);

/** What every entry of the disk takes. */
export const nodeOptions = { user: ownerOption, group: ownerOption, overwrite: flag };
