import { createHash } from "node:crypto";

interface Place {
  readonly line: number;
  readonly column: number;
}

/** What tells a mutant from all others. */
export interface NamedMutant {
  readonly fileName: string;
  readonly location: { readonly start: Place; readonly end: Place };
  readonly mutatorName: string;
  readonly replacement?: string | undefined;
}

/**
 * The place of a mutant in the seeded order from which a sample takes the first. It depends on nothing but
 * the seed and the mutant, so that a process which sees only some of the mutants puts them into the same
 * order.
 */
export function rank(seed: string, { fileName, location, mutatorName, replacement = "" }: NamedMutant): string {
  const { start, end } = location;
  const name = [seed, fileName, start.line, start.column, end.line, end.column, mutatorName, replacement];
  return createHash("sha256").update(JSON.stringify(name)).digest("hex");
}
