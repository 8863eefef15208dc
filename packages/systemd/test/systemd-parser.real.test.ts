import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { parseUnit } from "../src/index.ts";
import { describeReal, documents, seed, systemdAnalyze } from "./real-tool.ts";

/**
 * `AccuracySec=!…` is refused with the value that was read, an unknown key with its name and section: so
 * every assignment shows in the log.
 */
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "AccuracySec=!",
      "\nAccuracySec=!",
      "\nKey=!",
      "[Timer]\n",
      "\n[Unit]\n",
      "\n",
      "\n",
      " ",
      "a",
      "word",
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "\\\n",
      "\\\n",
      "\\",
      "\\ \n",
      "\\\\\n",
      "#",
      ";",
      "# comment\n",
      "\n; c \\\n",
      "\t",
      "[",
      "]",
      "[X-Fleet]\n",
      "=",
      '"',
      "'",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "\r\n",
      "\r",
      "\n\r",
      "\0",
      "\n\0",
      "\r\n\0",
      "\u0085",
      "\u00a0",
      "\ufeff",
      "é",
      "漢",
      "🚢",
      "\ufffe",
      "\ufdd0",
      "\u{2ffff}",
    ),
  },
);
const document = fc.array(piece, { maxLength: 30 }).map((pieces) => `[Timer]\n${pieces.join("")}`);

/** What systemd would log about a text, going by our reading of it. */
function expected(text: string): readonly string[] {
  const { unit, positions, diagnostics } = parseUnit(text);
  const messages: { readonly line: number; readonly message: string }[] = [];
  for (const { line = 0, message } of diagnostics) {
    // systemd says nothing about the lines of a section that it ignores; we do.
    const section = unit.sections[positions.findLastIndex((position) => position.line < line)]?.name ?? "Timer";
    if (message.startsWith("Missing") && !["Timer", "Unit", "Install"].includes(section)) continue;
    messages.push({
      line,
      message: message.replace(
        /^(Invalid section header|Bad characters in section header|String is not UTF-8 clean, ignoring assignment).*/s,
        "$1",
      ),
    });
  }
  for (const [at, { name, entries }] of unit.sections.entries()) {
    const known = name === "Timer" || name === "Unit";
    const silent = name.startsWith("X-") || name === "Install" || name === "";
    if (!known && !silent)
      messages.push({
        line: positions[at]?.line ?? 0,
        message: `Unknown section '${name}'. Ignoring.`,
      });
    if (name === "" && !known)
      messages.push({ line: positions[at]?.line ?? 0, message: `Unknown section ''. Ignoring.` });
    if (!known) continue;
    for (const [index, { key, value }] of entries.entries()) {
      const line = positions[at]?.entries[index]?.key.line ?? 0;
      const message =
        key === "AccuracySec" && name === "Timer"
          ? `Failed to parse sec value, ignoring: ${value}`.trimEnd()
          : `Unknown key '${key}' in section [${name}], ignoring.`;
      messages.push({ line, message });
    }
  }
  return messages.sort((a, b) => a.line - b.line).map(({ message }) => message);
}

describeReal("systemd reads what we say it reads", systemdAnalyze, () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-systemd-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ask = (texts: readonly string[]): readonly (readonly string[])[] => {
    const names = texts.map((text, at) => {
      const name = join(folder, `d${at}.timer`);
      writeFileSync(name, text);
      return name;
    });
    const run = spawnSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", ...names], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      cwd: folder,
    });
    const logs: string[][] = texts.map(() => []);
    for (const line of run.stderr.split("\n")) {
      const found = /^\S+\/d(\d+)\.timer:\d+: (.*)$/.exec(line);
      if (found?.[1] === undefined || found[2] === undefined) continue;
      logs[Number(found[1])]?.push(
        found[2]
          .replace(
            /^(Invalid section header|Bad characters in section header|String is not UTF-8 clean, ignoring assignment).*/,
            "$1",
          )
          .trimEnd(),
      );
    }
    return logs;
  };

  const count = documents(600);
  it(`agrees on ${count} documents of seed ${seed}`, () => {
    const texts = fc.sample(document, { seed, numRuns: count });
    const logs = ask(texts);
    const differing = texts.findIndex((text, at) => JSON.stringify(expected(text)) !== JSON.stringify(logs[at]));
    if (differing >= 0) {
      fc.assert(
        fc.property(document, (text) => {
          expect(expected(text)).toEqual(ask([text])[0]);
        }),
        { seed, numRuns: differing + 1 },
      );
      expect.fail(`document ${differing} differs only in a batch`);
    }
    expect(logs.flat().length, "messages compared").toBeGreaterThan(count);
  });
});
