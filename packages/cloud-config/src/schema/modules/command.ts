import { either, list, text } from "@drydock/systemd/ground";

/** A command: a list of words run without a shell, or a string run by `sh`. */
export type Command = string | readonly string[];

export const commands = list(either(text, list(text, { min: 1 })), { min: 1 });
