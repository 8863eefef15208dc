import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Block } from "./block.ts";
import { runProgram } from "./run-program.ts";

const root = join(import.meta.dirname, "..", "..");
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
export async function runBlocks(blocks: readonly Block[]): Promise<ReadonlyMap<string, Printed>> {
  const folder = join(root, "examples", "dist", `.blocks-${process.pid}`);
  const placeOf = ({ path }: Block) => join(folder, path.replaceAll("../", ""));
  try {
    for (const block of blocks) {
      mkdirSync(dirname(placeOf(block)), { recursive: true });
      writeFileSync(placeOf(block), block.code);
    }
    const main = join(folder, "all-blocks.ts");
    const turns = blocks
      .filter(({ runs }) => runs)
      .map((block) => `await turn(() => import(${JSON.stringify(placeOf(block))}));\n`);
    writeFileSync(main, `${beginning}${turns.join("")}`);
    const { output, complaints } = await runProgram([main]);
    const [outputs, errors] = [output.split(`${border}\n`), complaints.split(`${border}\n`)];
    const ran = blocks.filter(({ runs }) => runs);
    return new Map(
      ran.map(({ name }, at) => {
        const said = errors[at] ?? "An earlier block ended the program.";
        const ended = said.endsWith(`${atEnd}\n`);
        return [name, { output: outputs[at] ?? "", complaints: said.replace(`${atEnd}\n`, ""), ended }];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const beginning = `async function turn(block: () => Promise<unknown>): Promise<void> {
  await block().then(() => console.error(${JSON.stringify(atEnd)}), (error: unknown) => console.error(error));
  console.log(${JSON.stringify(border)});
  console.error(${JSON.stringify(border)});
}
`;
