import { either, list, map, text } from "@drydock/systemd/ground";

/** A group by name, or with the members it gets: `{ docker: ["core"] }`. */
export type Group = string | Readonly<Record<string, readonly string[]>>;

export const groups = list(either(text, map(list(text, { min: 1 }))), { min: 1 });
