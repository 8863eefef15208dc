import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../../systemd/test/any-character.ts";
import { translateCoreosCloudConfig, parseCloudConfig, parseCoreosCloudConfig, printDiagnostic } from "../index.ts";

const readers = { parseCloudConfig, parseCoreosCloudConfig, translateCoreosCloudConfig };

describe("parseCloudConfig", () => {
  it("says where each problem stands", () => {
    const text =
      "#cloud-config\nwrite_files:\n  - path: /x\n    permissions: 0644\n    content: |\n      a\nwrte_files: []\nlocale: off\nfinal_message: 12:30\n";
    expect(parseCloudConfig(text, { target: "debian-12" }).diagnostics.map(printDiagnostic).join("\n"))
      .toMatchInlineSnapshot(`
        "error at $.write_files.0.permissions, line 4 col 18: expected an octal mode as a string, for example "0644", got the number 420 (written 0644) [wrong-type]
          Where a string is meant, put it in quotes: "0644".
        error at $.wrte_files, line 7 col 1: unknown key "wrte_files" [unknown-key]
          Did you mean write_files?
        error at $.locale, line 8 col 9: cloud-init 22.4.2 does not know this; it came with 24.4 (written off) [newer-than-target]
          Where a string is meant, put it in quotes: "off".
        error at $.final_message, line 9 col 16: expected a string, got the number 750 (written 12:30) [wrong-type]
          Where a string is meant, put it in quotes: "12:30"."
      `);
  });

  it.each([
    ["nothing", "", "header"],
    ["another header", "# cloud-config\n", "header"],
    ["a script", "#!/bin/sh\n", "header"],
    ["a byte-order mark", "\u{feff}#cloud-config\n", "header"],
    ["broken YAML", "#cloud-config\na: [1\n", "yaml-syntax"],
    ["two documents", "#cloud-config\n---\na: 1\n---\nb: 1\n", "yaml-syntax"],
    ["a key twice", "#cloud-config\nhostname: a\nhostname: b\n", "duplicate-key"],
    ["a list as key", "#cloud-config\n? [a]\n: b\n", "yaml-syntax"],
    ["an unquoted expression", "#cloud-config\nhostname: {{ v1.region }}\n", "yaml-syntax"],
    ["an unknown alias", "#cloud-config\na: *b\n", "yaml-syntax"],
    ["a value within itself", "#cloud-config\nsnap: &a [*a]\n", "alias-bomb"],
    [
      "an alias bomb",
      `#cloud-config\n${Array.from({ length: 20 }, (_, n) => `k${n}: &a${n} [${n === 0 ? "x" : Array.from({ length: 10 }, () => `*a${n - 1}`).join(", ")}]`).join("\n")}\n`,
      "alias-bomb",
    ],
    ["10,000 levels of lists", `#cloud-config\nsnap: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`, "too-deep"],
    ["10,000 levels of mappings", `#cloud-config\nsnap: ${"{a: ".repeat(10_000)}${"}".repeat(10_000)}\n`, "too-deep"],
    ["100,000 dashes", `#cloud-config\n${"- ".repeat(100_000)}a\n`, "too-deep"],
    ["100,000 question marks", `#cloud-config\n${"? ".repeat(100_000)}a\n`, "too-deep"],
    ["100,000 anchors", `#cloud-config\n${"&a ".repeat(100_000)}a\n`, "too-deep"],
    [
      "1,000 indents",
      `#cloud-config\n${Array.from({ length: 1000 }, (_, level) => `${" ".repeat(level)}a:`).join("\n")}\n`,
      "too-deep",
    ],
    ["50 MB", `#cloud-config\nfinal_message: ${"x".repeat(50 * 1024 * 1024)}\n`, "too-large"],
    ["a prototype key", "#cloud-config\n__proto__: {a: 1}\n", "unknown-key"],
    [
      "20,000 unknown keys",
      `#cloud-config\n${Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join("\n")}\n`,
      "unknown-key",
    ],
    ["a scalar", "#cloud-config\njust text\n", "wrong-type"],
  ])("refuses %s", (_name, text, rule) => {
    for (const read of Object.values(readers)) {
      const { config, diagnostics } = read(text);
      expect(config).toBeUndefined();
      expect(diagnostics[0]?.rule).toBe(rule);
      expect(diagnostics[0]?.line).toBeGreaterThan(0);
    }
  });

  it("never throws, whatever stands in the text", () => {
    const pieces = fc.constantFrom(
      ..."a b: - ? & * ! | > ' \" % @ ` { } [ ] , # \n \t $private_ipv4 \\$private_ipv4 coreos: units: name: content: write_files: path: users: etcd2: \u0000 \ud800 \u{1f600} << = ~ 0644 off --- ...".split(
        " ",
      ),
      "\n  ",
      "\n    - ",
      " ",
    );
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const read of Object.values(readers))
          expect(read(`#cloud-config\n${text}`).diagnostics).toBeInstanceOf(Array);
      }),
      { numRuns: 1500 },
    );
  });

  it("reads the template header", () => {
    expect(parseCloudConfig("## template: jinja\n#cloud-config\nhostname: '{{ v1.instance_id }}'\n")).toMatchObject({
      jinja: true,
      config: { hostname: "{{ v1.instance_id }}" },
      diagnostics: [],
    });
  });

  it("takes carriage returns, comments and an empty document", () => {
    expect(parseCloudConfig("#cloud-config\r\nhostname: a\r\n").config).toEqual({ hostname: "a" });
    expect(parseCloudConfig("#cloud-config\n# nothing\n").config).toEqual({});
  });
});
