import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { examplesOf, isAsPromised, type Tried, tryExamples } from "../../../tools/readme-examples.ts";

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
const readme = read("../README.md");
const examples = examplesOf(readme);
const running = examples.filter(({ promised }) => promised !== undefined);

describe("the README", () => {
  let tried: Tried;
  beforeAll(() => {
    tried = tryExamples(examples);
  }, 120_000);

  it("has examples that compile, and that run without complaint", () => {
    expect(running.length).toBeGreaterThan(5);
    expect(tried.problems).toEqual([]);
    expect(tried.complaints).toBe("");
  });

  it.each(running)("$file prints what it says", ({ file, promised = "" }) => {
    const printed = tried.printed.get(file) ?? "";
    expect(isAsPromised(printed, promised) ? promised : printed).toBe(promised);
  });

  it("names every option and every code of error, and no other", () => {
    const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).toSorted();
    const [, options = "", errors = ""] = /## Options\n([^]*?)## Errors\n([^]*?)## /.exec(readme) ?? [];
    const declared = [
      ...named(read("cluster/options.ts"), /^ {2}readonly (\w+)\?:/gm),
      ...named(read("aws/connection.ts"), /^ {2}readonly (\w+)\?:/gm),
    ];
    expect(named(options, /^\| `(\w+)` \|/gm)).toEqual(declared.toSorted());
    expect(named(errors, /^\| `([\w-]+)` \|/gm)).toEqual(
      ["code", ...named(read("engine/error.ts"), /^ {2}\| "([\w-]+)"/gm)].toSorted(),
    );
  });
});
