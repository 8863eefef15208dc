import { finding } from "./assignment.ts";
import { quoteForMessage } from "../text/character.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import type { ParsedSections, Position } from "../parse/parsed-unit.ts";

interface Read {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly at: Position | undefined;
}

function flatten({ sections, positions }: ParsedSections): readonly Read[] {
  return sections.flatMap(({ name, entries }, at) =>
    entries.map(({ key, value }, index) => ({
      section: name,
      key,
      value: value.replace(/\\\n/g, " ").replace(/\s+/g, " ").trim(),
      at: positions[at]?.entries[index]?.key,
    })),
  );
}

/**
 * Where systemd and go-systemd, and so Ignition, would read a text differently although neither refuses it:
 * the first such place.
 */
export function findReadingDifference(systemd: ParsedSections, goSystemd: ParsedSections): Diagnostic | undefined {
  if ([...systemd.diagnostics, ...goSystemd.diagnostics].some(({ severity }) => severity === "error")) return undefined;
  const ours = flatten(systemd);
  const theirs = flatten(goSystemd);
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const one = ours[at];
    const other = theirs[at];
    if (one?.section === other?.section && one?.key === other?.key && one?.value === other?.value) continue;
    const show = (read: Read | undefined): string =>
      read === undefined ? "nothing more" : `[${read.section}] ${quoteForMessage(`${read.key}=${read.value}`)}`;
    const message = `systemd reads ${show(one)} here, Ignition's parser ${show(other)}`;
    const remedy =
      "Look for a comment inside a continuation or ending in a backslash, or for text before the first section.";
    const place = one?.at ?? other?.at;
    const where = { path: "$", ...(place === undefined ? {} : { at: place }) };
    return finding("warning", "parsers-differ", { message, remedy }, where);
  }
  return undefined;
}
