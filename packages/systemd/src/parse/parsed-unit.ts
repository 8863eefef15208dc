import type { Diagnostic } from "../ground/diagnostic.ts";
import type { UnitSection } from "../unit/unit-file.ts";

/** A place in a text: both 1-based, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a section's header and each of its entries' keys and values begin. */
export interface SectionPositions extends Position {
  readonly entries: readonly { readonly key: Position; readonly value: Position }[];
}

/**
 * What a parser read: the sections in order, where each stands, and everything it found wrong. After an
 * error, what came before it.
 */
export interface ParsedSections {
  readonly sections: readonly UnitSection[];
  /** Parallel to `sections`. */
  readonly positions: readonly SectionPositions[];
  readonly diagnostics: readonly Diagnostic[];
}
