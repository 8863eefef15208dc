import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { exec, printUnit, unit } from "../src/index.ts";
import { anyCharacter } from "./any-character.ts";
import { describeReal, documents, seed, systemdItself } from "./real-tool.ts";

const argument = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 12 }).map((text) => text.replaceAll("\0", "")),
  fc
    .array(
      fc.constantFrom(
        " ",
        "\t",
        "\n",
        "'",
        '"',
        "\\",
        "$",
        "$$",
        "${HOME}",
        "%",
        "%%",
        "%i",
        ";",
        "#",
        "a",
        "\\x41",
        "\\s",
        "-",
        "~",
        "*",
        "é",
        "🚢",
        "@",
        "=",
        "\r",
        "\x1b",
        "\u2003",
        "\u00a0",
        "\u0085",
        "\u2028",
        "\u2029",
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join("")),
  fc.constantFrom("", ";", "\\;", "#", "--name=x", "%", "$", "\\", "a".repeat(300), "b ".repeat(1500)),
);
const argv = fc.array(argument, { maxLength: 6 });

// oxlint-disable-next-line no-control-regex -- systemd takes no control characters in an environment
const unfit = /[\0-\x1f\x7f-\x9f]|\p{Noncharacter_Code_Point}/gu;

const named: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** Reads the words of systemd's own display of a command line, which quotes for a shell. */
function readShown(line: string): readonly string[] {
  const words: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:"((?:[^"\\]|\\[^])*)"|([^ ]+))(?: |$)/g)) {
    if (plain !== undefined) words.push(plain);
    else {
      const bytes = Buffer.from(quoted ?? "", "utf8").toString("latin1");
      const undone = bytes.replace(
        /\\(?:x([0-9a-f]{2})|([0-7]{3})|([^]))/g,
        (_, hex?: string, octal?: string, one?: string) => {
          if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
          return octal !== undefined ? String.fromCharCode(Number.parseInt(octal, 8)) : (named[one ?? ""] ?? one ?? "");
        },
      );
      words.push(Buffer.from(undone, "latin1").toString("utf8"));
    }
  }
  return words;
}

describeReal("command lines and environments mean to systemd what was given", systemdItself, () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-exec-"));
  const home = join(folder, "home");
  mkdirSync(home);
  chmodSync(folder, 0o755);
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  if (nobody.uid !== undefined) chownSync(home, 65534, 65534);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What systemd's own dump of a loaded unit says, without running anything. */
  const dump = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    const run = spawnSync("/lib/systemd/systemd", ["--test", "--user", `--unit=${name}`], {
      ...nobody,
      cwd: "/",
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: {
        HOME: home,
        XDG_RUNTIME_DIR: home,
        SYSTEMD_UNIT_PATH: folder,
        SYSTEMD_LOG_LEVEL: "debug",
        SYSTEMD_LOG_TARGET: "console",
      },
    });
    const shown = `${run.stdout}${run.stderr}`;
    const start = shown.indexOf(`> Unit ${name}:`);
    if (start < 0) throw new Error(`systemd --test did not show ${name}: ${shown.slice(-2000)}`);
    const next = shown.indexOf("> Unit ", start + 7);
    return shown.slice(start, next < 0 ? undefined : next);
  };

  const count = documents(1000);
  it(`${count} random argvs of seed ${seed}`, () => {
    const argvs = fc.sample(argv, { seed, numRuns: count });
    const text = printUnit(
      unit("argv.service", {
        Unit: { DefaultDependencies: false },
        Service: { Type: "oneshot", ExecStart: argvs.map((args) => exec("/bin/echo", ...args)) },
      }),
    );
    const lines = [...dump("argv.service", text).matchAll(/^\t*Command Line: ([^\n]*)/gm)].map((found) =>
      readShown(found[1] ?? ""),
    );
    expect(lines).toHaveLength(count);
    // Variables are substituted only when the command starts, so the dump still shows the doubled $.
    for (const [at, args] of argvs.entries())
      expect(lines[at]?.slice(1), JSON.stringify(args)).toEqual(args.map((arg) => arg.replaceAll("$", "$$$$")));
  });

  it(`${count} random environments of seed ${seed}`, () => {
    const value = argument.map((text) => text.replace(unfit, ""));
    const values = fc.sample(value, { seed, numRuns: count });
    const environment = Object.fromEntries(values.map((text, at) => [`V${at}`, text]));
    const text = printUnit(
      unit("environment.service", {
        Unit: { DefaultDependencies: false },
        Service: { Type: "oneshot", ExecStart: exec("/bin/true"), Environment: environment },
      }),
    );
    const shown = new Map(
      [...dump("environment.service", text).matchAll(/^\t*Environment: (V\d+)=([^\n]*)/gm)].map((found) => [
        found[1],
        found[2],
      ]),
    );
    expect(shown.size).toBe(count);
    for (const [name, expected] of Object.entries(environment)) expect(shown.get(name), name).toBe(expected);
  });
});
