import { expect, it } from "vitest";
import { printDiagnostics, validateBlueprint, type Blueprint } from "../src/index.ts";

/** A blueprint with faults: what is wrong with it, and all that is said of it, as it is printed. */
export type Fault = readonly [what: string, given: Blueprint, said: string];

/** Holds of each blueprint everything that is said of it. White space before a line does not count. */
export function faultsOf(faults: readonly Fault[]): void {
  it.each(faults)("%s", (_what, given, said) => {
    expect(withoutMargin(printDiagnostics(validateBlueprint(given)))).toBe(withoutMargin(said));
  });
}

function withoutMargin(text: string): string {
  return text.replace(/^ +/gm, "");
}
