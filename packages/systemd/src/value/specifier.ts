const everywhere = "aAbBCdDEfgGhHiIjJlLmMnNoOpPqsStTuUvVwWyY%";
const inInstall = "abBgGHijlmnNopuUvwW%";

/** A `%` that does not begin a specifier of systemd.unit(5): the offset and what follows it. */
export interface StrayPercent {
  readonly offset: number;
  readonly text: string;
}

/**
 * The first `%` of a value that systemd would not expand: at the end, or before a letter that is no specifier
 * (in [Install] fewer are).
 */
export function findStrayPercent(value: string, section: string): StrayPercent | undefined {
  const known = section === "Install" ? inInstall : everywhere;
  for (let at = value.indexOf("%"); at >= 0; at = value.indexOf("%", at + 2)) {
    const next = value.charAt(at + 1);
    if (next === "" || !known.includes(next)) return { offset: at, text: `%${next}` };
  }
  return undefined;
}
