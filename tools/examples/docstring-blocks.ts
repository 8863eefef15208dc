import { type Block, scratch } from "./block.ts";

/** The `@example` blocks of a source file's docstrings, each named after what is declared below it. */
export function docstringBlocks(file: string, source: string): Block[] {
  return [...source.matchAll(/^ *\/\*\*\n([^]*?)^ *\*\/\n(.*)$/gm)].flatMap(([, comment = "", declaration = ""]) => {
    const [, subject = "it"] = /(?:function|const|class|interface|type)\*? (\w+)/.exec(declaration) ?? [];
    const text = comment.replaceAll(/^ *\* ?/gm, "");
    const blocks = [...text.matchAll(/^@example\b.*\n+```ts( no-run)?\n([^]*?)^```/gm)];
    return blocks.map(([, marked, code = ""], index) => {
      const name = blocks.length === 1 ? subject : `${subject}-${index + 1}`;
      return {
        name: `${file}: ${name}`,
        path: `${scratch}/${file.replace(/\.ts$/, "").replaceAll("/", "-")}/${name}.ts`,
        // A block that imports nothing is a module all the same.
        code: /^(import|export) /m.test(code) ? code : `${code}export {};\n`,
        promised: undefined,
        runs: marked === undefined,
      };
    });
  });
}
