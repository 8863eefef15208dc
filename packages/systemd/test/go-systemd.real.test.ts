import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseUnit } from "../src/index.ts";
import { goSystemdOracle } from "./go-systemd-oracle.ts";
import { describeReal, documents, go, seed } from "./real-tool.ts";
import { sectionedText } from "./unit-text.ts";

interface Answer {
  readonly options: readonly { readonly Section: string; readonly Name: string; readonly Value: string }[] | null;
  readonly error: string;
}

/**
 * Whether %q escapes a character depends on the Unicode release of Go and of Node, which differ; the
 * character does not.
 */
function withoutEscapes(message: string): string {
  return message.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16)),
  );
}

const releases = [
  { release: "22.7", modfile: "go.mod" },
  { release: "22.0", modfile: "v22_0.mod" },
] as const;

describeReal("go-systemd reads what we say it reads", go, () => {
  for (const { release, modfile } of releases) {
    const ask = (texts: readonly string[]): readonly Answer[] => {
      const run = spawnSync(goSystemdOracle(modfile), {
        input: texts.map((text) => `${JSON.stringify(text)}\n`).join(""),
        encoding: "utf8",
        maxBuffer: 1 << 30,
      });
      if (run.status !== 0) throw new Error(`the oracle failed: ${run.stderr}`);
      return run.stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Answer);
    };
    const ours = (text: string): Answer => {
      const { unit, diagnostics } = parseUnit(text, { dialect: "go-systemd", goSystemd: release });
      const options = unit.sections.flatMap(({ name, entries }) =>
        entries.map(({ key, value }) => ({ Section: name, Name: key, Value: value })),
      );
      return { options, error: withoutEscapes(diagnostics[0]?.message ?? "") };
    };
    const normal = (answer: Answer | undefined): Answer => ({
      options: answer?.options ?? [],
      error: withoutEscapes(answer?.error ?? "no answer"),
    });

    const count = documents(4000);
    it(`agrees with v${release} on ${count} documents of seed ${seed}`, () => {
      const texts = fc.sample(sectionedText, { seed, numRuns: count });
      const answers = ask(texts);
      const differing = texts.findIndex(
        (text, at) => JSON.stringify(ours(text)) !== JSON.stringify(normal(answers[at])),
      );
      if (differing >= 0) {
        fc.assert(
          fc.property(sectionedText, (text) => {
            expect(ours(text)).toEqual(normal(ask([text])[0]));
          }),
          { seed, numRuns: differing + 1 },
        );
        expect.fail(`document ${differing} differs only in a batch`);
      }
      const accepted = answers.filter((answer) => answer.error === "").length;
      expect(accepted, "documents that go-systemd accepts").toBeGreaterThan(count / 20);
      expect(count - accepted, "documents that go-systemd refuses").toBeGreaterThan(count / 20);
    });
  }
});
