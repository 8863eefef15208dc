import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { buildDeclarations } from "../build-declarations.ts";
import type { Block } from "./block.ts";
import type { WrittenBlocks } from "./written-blocks.ts";

const root = join(import.meta.dirname, "..", "..");

/**
 * Compiles the blocks in one program against the declarations that the packages publish, and returns what the
 * compiler says of each: `line 3: TS2322: ...`.
 *
 * @throws When it complains of anything else.
 */
export async function typeCheck(
  blocks: readonly Block[],
  written: WrittenBlocks,
): Promise<ReadonlyMap<string, readonly string[]>> {
  await buildDeclarations();
  const project = join(written.folder, "tsconfig.json");
  const extended = relative(written.folder, join(root, "tsconfig.published.json"));
  writeFileSync(project, JSON.stringify({ extends: extended, files: blocks.map(written.placeOf) }));
  const said = await saidByCompiler(project);
  const problems = new Map(
    blocks.map((block) => {
      const place = relative(root, written.placeOf(block));
      return [block.name, said.flatMap((one) => (one.startsWith(`${place}(`) ? [withoutPlace(one)] : []))];
    }),
  );
  if (said.length !== [...problems.values()].flat().length) throw new Error(said.join("\n"));
  return problems;
}

/** What the compiler says, a problem each with the lines that explain it. */
function saidByCompiler(project: string): Promise<string[]> {
  return new Promise((resolve) => {
    const words = [join(root, "tools", "compile.mjs"), "-p", project, "--pretty", "false"];
    execFile(process.execPath, words, { cwd: root }, (_, output) =>
      resolve(output.split(/\n(?! )/).filter((line) => line !== "")),
    );
  });
}

function withoutPlace(problem: string): string {
  return problem.replace(/^[^(]+\((\d+),\d+\): error /, "line $1: ");
}
