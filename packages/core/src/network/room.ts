import { type Block, blockAt, blockSize, overlaps } from "./block.ts";

/** What is left of a network's range while its subnets are dealt. */
export interface Room {
  /**
   * The next aligned block of that size behind those that were dealt before, or, where no more lies there,
   * the first gap; undefined when none is left.
   */
  next(prefix: number): Block | undefined;
  /** Goes on behind a block that was taken from the beginning. */
  pass(block: Block): void;
}

/** The room of a range in which some blocks are taken. */
export function roomOf(range: Block, taken: readonly Block[]): Room {
  const full = [...taken];
  let behind = range.first;
  const firstFrom = (start: number, prefix: number): Block | undefined => {
    const size = blockSize(prefix);
    let first = Math.ceil(start / size) * size;
    for (;;) {
      const block = blockAt(first, prefix);
      if (block.last > range.last) return undefined;
      const hindrance = full.find((other) => overlaps(block, other));
      if (hindrance === undefined) return block;
      first = Math.ceil((hindrance.last + 1) / size) * size;
    }
  };
  const pass = (block: Block) => {
    behind = Math.max(behind, block.last + 1);
  };
  const next = (prefix: number) => {
    const block = firstFrom(behind, prefix) ?? firstFrom(range.first, prefix);
    if (block === undefined) return undefined;
    full.push(block);
    pass(block);
    return block;
  };
  return { next, pass };
}
