import { type Block, scratch } from "./block.ts";

/**
 * The `ts` blocks of a page. A first line such as `// fleet.ts` names the file that later blocks import, and
 * one such as `// packages/core/src/tag.ts` the place where it is compiled. A block that begins indented, or
 * that neither imports nor promises anything, is a piece of a file and is only shown. What is promised stands
 * in a `text` block after it, or in lines of its own that begin with `// →`.
 */
export function pageBlocks(page: string, text: string): Block[] {
  const found = [...text.matchAll(/^```ts\n([^]*?)^```\n(?:\n```text\n([^]*?)^```$)?/gm)];
  return found.flatMap(([, code = "", following], index) => {
    const [, place] = /^\/\/ ([\w./-]+\.ts)\n/.exec(code) ?? [];
    const file = place ?? `example-${index + 1}.ts`;
    const promised = following ?? arrows(code);
    if (code.startsWith(" ") || (promised === undefined && !/^import /m.test(code))) return [];
    return {
      name: `${page}: ${file}`,
      path: file.includes("/") ? file : `${scratch}/${page.replaceAll("/", "-")}/${file}`,
      code,
      promised,
      runs: promised !== undefined,
    };
  });
}

function arrows(code: string): string | undefined {
  const lines = [...code.matchAll(/^\/\/ →(?: (.*))?$/gm)].map(([, line = ""]) => line);
  return lines.length === 0 ? undefined : lines.join("\n");
}
