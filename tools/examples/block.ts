/** A block of TypeScript that a reader may copy, from a page or from a docstring. */
export interface Block {
  /** Its name as a test: where it stands. */
  readonly name: string;
  /**
   * Where it lies when it is compiled, from the root: for a page's block `fleet.ts`, which later blocks
   * import.
   */
  readonly path: string;
  readonly code: string;
  /** What it says that it prints; undefined for a block that promises nothing. */
  readonly promised: string | undefined;
  /**
   * Whether it is run: one that promises something, or an example of a docstring that is not marked `no-run`.
   */
  readonly runs: boolean;
}

/**
 * Where blocks lie that name no place of their own: within the examples, which know every package by its
 * name.
 */
export const scratch = "examples/dist/.blocks";
