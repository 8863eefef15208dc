import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { rank } from "./rank.ts";
import type { SampleOrder } from "./sample-checker.ts";
import type { MutantOutcome } from "./survey.ts";

const root = join(import.meta.dirname, "..", "..");

type LogLevel = NonNullable<ConstructorParameters<typeof Stryker>[0]["logLevel"]>;

/** What to mutate, and by which tests. */
export interface MutationRun {
  /** Files or globs to mutate, from the root of the repository. */
  readonly mutate: readonly string[];
  /** Globs of the tests. */
  readonly tests: readonly string[];
  /** How many mutants, chosen by `seed`. All of them by default. */
  readonly sample?: number | undefined;
  readonly seed: string;
}

/** Runs the tests against each mutant, two at a time, each mutant only against the tests that reach it. */
export async function runStryker({ mutate, tests, sample, seed }: MutationRun): Promise<readonly MutantOutcome[]> {
  process.env["DRYDOCK_MUTATION_TESTS"] = JSON.stringify(tests);
  process.env["DRYDOCK_MUTATION_SAMPLE"] = JSON.stringify({ seed, size: sample, root } satisfies SampleOrder);
  const results = await new Stryker({
    mutate: [...mutate],
    plugins: ["@stryker-mutator/vitest-runner", join(import.meta.dirname, "sample-checker.ts")],
    checkerNodeArgs: ["--import", "tsx"],
    testRunnerNodeArgs: ["--import", "tsx"],
    testRunner: "vitest",
    vitest: { configFile: "tools/mutation/vitest.config.ts", related: false },
    checkers: sample === undefined ? [] : ["sample"],
    coverageAnalysis: "perTest",
    concurrency: 2,
    // A mutant that runs for ever is found by counting its steps; the clock is only the last resort on a busy
    // machine.
    timeoutMS: 60_000,
    timeoutFactor: 5,
    dryRunTimeoutMinutes: 60,
    ignorePatterns: ["**/dist", ".cache", "examples/golden"],
    tempDirName: "node_modules/.stryker",
    reporters: ["progress-append-only"],
    logLevel: "warn" as LogLevel,
    allowEmpty: true,
  }).runMutationTest();
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const known = lines.get(file) ?? readFileSync(join(root, file), "utf8").split("\n");
    lines.set(file, known);
    return known;
  };
  const ranked = results.map((result) => ({ ...result, fileName: relative(root, result.fileName) }));
  const counted = ranked.toSorted((a, b) => (rank(seed, a) < rank(seed, b) ? -1 : 1)).slice(0, sample ?? ranked.length);
  return counted
    .map(({ fileName, location, mutatorName, replacement, status }) => ({
      file: fileName,
      line: location.start.line,
      text: (linesOf(fileName)[location.start.line - 1] ?? "").trim(),
      mutator: mutatorName,
      replacement: replacement ?? "",
      status,
    }))
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
