import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Block } from "./block.ts";

const root = join(import.meta.dirname, "..", "..");

/** Blocks as files, within the examples, which know every package by its name. */
export interface WrittenBlocks {
  readonly folder: string;
  placeOf(block: Block): string;
  remove(): void;
}

/** Writes the blocks into a folder of this process. */
export function writeBlocks(blocks: readonly Block[]): WrittenBlocks {
  const folder = join(root, "examples", "dist", `.blocks-${process.pid}`);
  const placeOf = ({ path }: Block) => join(folder, path);
  for (const block of blocks) {
    mkdirSync(dirname(placeOf(block)), { recursive: true });
    writeFileSync(placeOf(block), block.code);
  }
  return { folder, placeOf, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
