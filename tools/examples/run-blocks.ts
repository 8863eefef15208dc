import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "./block.ts";
import { runProgram } from "./run-program.ts";
import type { WrittenBlocks } from "./written-blocks.ts";

const atEnd = "=== at its end ===";
const border = "=== next block ===";

/** What a block that ran left on the two streams. */
export interface Printed {
  readonly output: string;
  readonly complaints: string;
  /** Whether the block came to its end. */
  readonly ended: boolean;
}

/** Runs blocks one after another in a single program, and says what each printed and what it threw. */
export async function runBlocks(
  blocks: readonly Block[],
  written: WrittenBlocks,
): Promise<ReadonlyMap<string, Printed>> {
  const main = join(written.folder, "all-blocks.ts");
  const turns = blocks.map((block) => `await turn(() => import(${JSON.stringify(written.placeOf(block))}));\n`);
  writeFileSync(main, `${beginning}${turns.join("")}`);
  const { output, complaints } = await runProgram([main]);
  const [outputs, errors] = [output.split(`${border}\n`), complaints.split(`${border}\n`)];
  return new Map(
    blocks.map(({ name }, at) => {
      const said = errors[at] ?? "An earlier block ended the program.";
      const ended = said.endsWith(`${atEnd}\n`);
      return [name, { output: outputs[at] ?? "", complaints: said.replace(`${atEnd}\n`, ""), ended }];
    }),
  );
}

const beginning = `async function turn(block: () => Promise<unknown>): Promise<void> {
  await block().then(() => console.error(${JSON.stringify(atEnd)}), (error: unknown) => console.error(error));
  console.log(${JSON.stringify(border)});
  console.error(${JSON.stringify(border)});
}
`;
