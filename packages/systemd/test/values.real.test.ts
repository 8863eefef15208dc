import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { kindOfDirective } from "../src/directive/directive.ts";
import { directives, introducedIn } from "../src/directive/directives.gen.ts";
import { validateUnit } from "../src/index.ts";
import { valueKinds } from "../src/value/value-kinds.ts";
import type { Kind } from "../src/value/kind.ts";
import { describeReal, systemdAnalyze } from "./real-tool.ts";

const values = [
  "yes",
  "No",
  "TRUE",
  "off",
  "1",
  "0",
  "maybe",
  "5",
  "-5",
  "+5",
  "0x1f",
  "5s",
  "1min 30s",
  "90 sec",
  "1.5h",
  "abc",
  "infinity",
  "2 fortnights",
  "-1s",
  "1s x",
  ".5s",
  "/abs",
  "rel/ative",
  "-/abs",
  "~",
  "/a b",
  "/abs/../x",
  "20%",
  "120%",
  "20.55%",
  "0644",
  "644",
  "9999",
  "07777",
  "17777",
  "SIGTERM",
  "TERM",
  "sigterm",
  "64",
  "65",
  "SIGRTMIN+3",
  "a.service",
  "a b",
  "a.service b.target",
  "a.snapshot",
  "a",
  '"unbalanced',
  "K=V",
  "1K=V",
  '"K=a b" L=c',
  "512M",
  "512m",
  "1.5G",
  "10T",
  "5 M",
  "1e6",
  "idle",
  "10001",
  "soft:hard",
  "1:2",
  "/bin/true",
  "-/bin/true x",
  "@/bin/true",
  "@/bin/true x",
  "+!/bin/true",
  "!!/bin/true",
  "!/bin/true",
  "!!!/bin/true",
  "--/bin/true",
  "$PROG x",
  "bin/true",
  "/bin/",
  "true",
  "/bin/true ; /bin/false",
  "/bin/true ;",
  "; /bin/true",
  "/bin/true 'open",
  "/bin/true \\q",
  "private",
  "strict",
  "full",
  "read-only",
  "restart",
  "restarts",
  "file:/a\u2028b",
  "append:\u2029",
  "fd:\u2028",
  "/a\u2028b",
  "\u2028",
  ...Object.values<Kind>(valueKinds).flatMap(({ words = [] }) => words),
];

const typeOf: Readonly<Record<string, string>> = {
  Unit: "service",
  Service: "service",
  Socket: "socket",
  Mount: "mount",
  Automount: "automount",
  Swap: "swap",
  Timer: "timer",
  Path: "path",
  Slice: "slice",
  Install: "service",
};

/**
 * systemd drops a malformed unit name without a word, reads two conditions only at start, and gives up on the
 * file at a malformed DynamicUser=, root, or command.
 */
const silentOrFatal =
  /^Unit\.(?!Documentation|Condition|Assert|.*Sec$|.*Action|.*Mode$|.*Status$).*$|^Install\.|\.(?:Condition|Assert)(?:FirstBoot|ACPower)$|\.DynamicUser$|\.Root(?:Directory|Image|Verity)$|\.Exec(?!Paths|SearchPath)/;

/** Messages that are about more than the value: unmet compile-time options, or how settings combine. */
const beyondTheValue =
  /not (?:supported|compiled)|support is not|disabled|Refusing|has no effect|transient|executable|Support for option/;

describeReal("values that we call errors", systemdAnalyze, () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-values-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const cases = Object.entries(directives).flatMap(([section, keys]) =>
    Object.keys(keys)
      .filter(
        (key) =>
          section in typeOf && !(`${section}.${key}` in introducedIn) && !`${section}.${key}`.match(silentOrFatal),
      )
      .map((key) => ({ section, key, kind: kindOfDirective(section, key) ?? "" })),
  );
  // Settings that several sections share are parsed by one function; the first section stands for all.
  const distinct = cases.filter(
    ({ key, kind }, at) => cases.findIndex((other) => other.key === key && other.kind === kind) === at,
  );

  it(`are refused by systemd too (${distinct.length} directives, ${values.length} values each)`, () => {
    const texts = distinct.map(
      ({ section, key }) => `[${section}]\n${values.map((value) => `${key}=${value}\n`).join("")}`,
    );
    const names = texts.map((text, at) => {
      const name = join(folder, `v${at}.${typeOf[distinct[at]?.section ?? ""] ?? "service"}`);
      writeFileSync(name, text);
      return name;
    });
    const run = spawnSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", ...names], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      cwd: folder,
    });
    const refused = texts.map(() => new Set<number>());
    for (const found of run.stderr.matchAll(/\/v(\d+)\.\w+:(\d+): ([^\n]*)/gm)) {
      if (!beyondTheValue.test(found[3] ?? "")) refused[Number(found[1])]?.add(Number(found[2]) - 2);
    }
    const falseAlarms: string[] = [];
    const missed: string[] = [];
    for (const [at, text] of texts.entries()) {
      const about = distinct[at];
      const ours = new Set(
        validateUnit(text).flatMap(({ rule, severity, line }) =>
          rule === "value" && severity === "error" && line !== undefined ? [line - 2] : [],
        ),
      );
      for (const [index, value] of values.entries()) {
        const name = `${about?.section}.${about?.key} (${about?.kind})`;
        if (ours.has(index) && !refused[at]?.has(index)) falseAlarms.push(`${name}=${value}`);
        if (!ours.has(index) && refused[at]?.has(index)) missed.push(`${name}=${value}`);
      }
    }
    if (process.env["DRYDOCK_SHOW"] !== undefined)
      writeFileSync(process.env["DRYDOCK_SHOW"], JSON.stringify({ falseAlarms, missed }, undefined, 1));
    expect(falseAlarms).toEqual([]);
    expect(
      refused.reduce((sum, lines) => sum + lines.size, 0),
      "values that systemd refuses",
    ).toBeGreaterThan(10_000);
  });

  const commands = values.filter((value) => /[/"!@]/.test(value) && !value.startsWith("$"));
  it(`are refused by systemd too, as command lines (${commands.length} of them)`, () => {
    const names = commands.map((value, at) => {
      const name = join(folder, `c${at}.service`);
      writeFileSync(name, `[Service]\nType=oneshot\nExecStart=${value}\n`);
      return name;
    });
    const run = spawnSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", ...names], {
      encoding: "utf8",
      cwd: folder,
    });
    const refused = new Set(
      [...run.stderr.matchAll(/\/c(\d+)\.service:3: (?!.*unknown escape)/g)].map((found) => Number(found[1])),
    );
    const ours = commands.flatMap((value, at) =>
      validateUnit(`[Service]\nExecStart=${value}\n`).some(
        ({ rule, severity }) => rule === "value" && severity === "error",
      )
        ? [at]
        : [],
    );
    expect(ours.map((at) => commands[at])).toEqual([...refused].sort((a, b) => a - b).map((at) => commands[at]));
  });
});
