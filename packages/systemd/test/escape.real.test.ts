import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { escapeName, escapePath, unescapeName, unescapePath, UnitError } from "../src/index.ts";
import { anyCharacter } from "./any-character.ts";
import { describeReal, documents, seed, systemdEscape } from "./real-tool.ts";

const text = fc
  .oneof(
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(...Array.from("aZ0_:.-\\/ xé漢🚢@%'\"\n\t")),
      minLength: 1,
      maxLength: 20,
    }),
  )
  .map((value) => value.replaceAll("\0", "-"));
const path = fc
  .array(fc.oneof(fc.constantFrom("/", "//", "/.", "/./", ".", "a", "-", "/..", "..", "\\", "é"), text), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

/** One call for many strings: what is escaped has no blanks, and a blank separates the answers. */
function askMany(texts: readonly string[], ...options: readonly string[]): readonly string[] {
  const answers: string[] = [];
  for (let at = 0; at < texts.length; at += 500) {
    const run = spawnSync("systemd-escape", [...options, "--", ...texts.slice(at, at + 500)], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    if (run.status !== 0) throw new Error(run.stderr);
    answers.push(...run.stdout.slice(0, -1).split(" "));
  }
  return answers;
}

/**
 * What each of a few names stands for, undefined where it is refused. The first refusal ends a call for many,
 * so each is asked by itself, and by one shell: a process from here costs more than the answer.
 */
function undoEach(names: readonly string[]): readonly (string | undefined)[] {
  const script = `for name; do if systemd-escape --unescape -- "$name" 2>/dev/null; then printf "ok\\0"; else printf "no\\0"; fi; done`;
  const run = spawnSync("sh", ["-c", script, "sh", ...names], { encoding: "utf8", maxBuffer: 1 << 26 });
  const answers = run.stdout.split("\0").slice(0, -1);
  expect(answers).toHaveLength(names.length);
  return answers.map((answer) => (answer.endsWith("\nok") ? answer.slice(0, -3) : undefined));
}

function attempt(body: () => string): string | undefined {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    return undefined;
  }
}

describeReal("escaping", systemdEscape, () => {
  const count = documents(2000);

  it(`escapes ${count} random strings as systemd-escape does, and back (seed ${seed})`, () => {
    const texts = fc.sample(text, { seed, numRuns: count });
    const answers = askMany(texts);
    expect(answers).toHaveLength(texts.length);
    for (const [at, value] of texts.entries()) {
      expect(escapeName(value), JSON.stringify(value)).toBe(answers[at]);
      expect(unescapeName(answers[at] ?? "")).toBe(value);
    }
  });

  it(`escapes ${count} random paths as systemd-escape --path does, and refuses what it refuses (seed ${seed})`, () => {
    const paths = fc.sample(path, { seed, numRuns: count });
    const ours = paths.map((value) => attempt(() => escapePath(value)));
    const accepted = paths.filter((_, at) => ours[at] !== undefined);
    expect(accepted.length).toBeGreaterThan(count / 4);
    expect(askMany(accepted, "--path")).toEqual(ours.filter((value) => value !== undefined));
    const refused = paths.filter((_, at) => ours[at] === undefined);
    expect(refused.length).toBeGreaterThan(0);
    for (const value of refused.slice(0, 40))
      expect(spawnSync("systemd-escape", ["--path", "--", value]).status, JSON.stringify(value)).not.toBe(0);
  });

  it(`undoes ${count} random names as systemd-escape --unescape does, and refuses what it refuses (seed ${seed})`, () => {
    const name = fc.string({
      unit: fc.constantFrom("a", "-", ".", "\\x2d", "\\x2e", "\\x41", "\\xc3\\xa9", "\\x", "\\", "b", "é"),
      minLength: 1,
      maxLength: 6,
    });
    const names = fc.sample(name, { seed, numRuns: count });
    for (const [undo, options] of [
      [unescapeName, ["--unescape"]],
      [unescapePath, ["--unescape", "--path"]],
    ] as const) {
      const ours = names.map((value) => attempt(() => undo(value)));
      const accepted = names.filter((_, at) => ours[at] !== undefined);
      expect(accepted.length).toBeGreaterThan(count / 10);
      expect(askMany(accepted, ...options)).toEqual(ours.filter((value) => value !== undefined));
    }
    const refused = names.filter((value) => attempt(() => unescapeName(value)) === undefined).slice(0, 40);
    expect(refused.length).toBeGreaterThan(0);
    // Bytes that are no UTF-8 have no string; we refuse them.
    const taken = undoEach(refused).filter((theirs) => theirs !== undefined && !theirs.includes("\ufffd"));
    expect(taken).toEqual([]);
  });
});
