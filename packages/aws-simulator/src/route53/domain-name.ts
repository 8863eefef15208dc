import { invalidDomainName } from "./errors.ts";

/**
 * A name as Route 53 keeps it: lower case, with a final dot, `*` and odd characters as `\052`-like escapes.
 */
export function normalName(name: string): string {
  const lower = name.toLowerCase().replace(/\.?$/, ".");
  return lower.replaceAll(
    /[^a-z0-9_.\\-]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
}

/** Refuses what cannot be the name of a zone: labels of 1 to 63 characters, 255 in all. */
export function checkDomainName(name: string): void {
  const bare = name.replace(/\.$/, "");
  const labels = bare.split(".");
  const wrong =
    bare === "" ||
    bare.length > 255 ||
    labels.some((label) => label.length === 0 || label.length > 63 || !/^[\x21-\x7e]+$/.test(label));
  if (wrong) throw invalidDomainName(`${name} is not a valid domain name`);
}

/** A place in Route 53's order of names: labels from the last to the first. */
export function nameOrder(name: string): string {
  return name.replace(/\.$/, "").split(".").reverse().join("\u0001");
}

/** Whether a name is the zone's own or lies under it. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
