import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name).toSorted();
}

it("the README names every option, and no other", () => {
  const [, options = ""] = /## Options\n([^]*?)## /.exec(read("../README.md")) ?? [];
  const declared = [
    ...named(read("cluster/options.ts"), /^ {2}readonly (\w+)\?:/gm),
    ...named(read("aws/connection.ts"), /^ {2}readonly (\w+)\?:/gm),
  ];
  expect(named(options, /^\| `(\w+)` \|/gm)).toEqual(declared.toSorted());
});

it("the page of errors says of every code what it means and what to do", () => {
  const codes = named(read("engine/error.ts"), /^ {2}\| "([\w-]+)"/gm);
  const explained = named(read("../../../docs/errors.md"), /^\| `([\w-]+)` \| .+ \| .+ \|$/gm);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => !explained.includes(code))).toEqual([]);
});
