import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Has the compiler pass over the sources of a copied tree that import none of the `touched` files, directly
 * or through others: what it says of them is what it said before. Only their types are still read.
 *
 * @param folder The copy, whose files are marked.
 * @param touched Paths within it.
 */
export function leaveUnchecked(folder: string, touched: readonly string[]): void {
  const sources = new Map(
    readdirSync(join(folder, "packages"))
      .flatMap((name) => [`packages/${name}/src`, `packages/${name}/test`])
      .flatMap((within) =>
        readdirSync(join(folder, within), { recursive: true, encoding: "utf8" })
          .filter((file) => file.endsWith(".ts"))
          .map((file) => join(within, file)),
      )
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]),
  );
  const reached = importersOf(touched, sources);
  for (const [file, text] of sources) {
    if (!reached.has(file)) writeFileSync(join(folder, file), `// @ts-nocheck\n${text}`);
  }
}

/** The touched files, and all that import one of them, however far away. */
function importersOf(touched: readonly string[], sources: ReadonlyMap<string, string>): ReadonlySet<string> {
  const imports = [...sources].map(([file, text]) => [file, importsIn(file, text)] as const);
  const reached = new Set(touched);
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const [file, targets] of imports) {
      if (targets.some((target) => reached.has(target))) reached.add(file);
    }
  }
  return reached;
}

/** What stands in quotes like the path of a file or the name of a package of this tree. */
function importsIn(file: string, text: string): string[] {
  const files = [...text.matchAll(/"(\.[^"\n]*\.ts)"/g)].map(([, path = ""]) => join(dirname(file), path));
  const packages = [...text.matchAll(/"@drydock\/([\w-]+)/g)].map(([, name = ""]) => `packages/${name}/src/index.ts`);
  return [...files, ...packages];
}
