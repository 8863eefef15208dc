import { printDiagnostics } from "@drydock/systemd/ground";
import { describe, expect, it } from "vitest";
import { parseIgnition, type ParseOptions } from "./parse-ignition.ts";

function reportOn(text: string | Uint8Array, options: ParseOptions = { lints: false }): string {
  return printDiagnostics(parseIgnition(text, options).diagnostics);
}

describe("parseIgnition", () => {
  it("a valid document is its config", () => {
    const text = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/a", "mode": 420}]}}';
    expect(parseIgnition(text)).toEqual({
      config: { ignition: { version: "3.4.0" }, storage: { files: [{ path: "/etc/a", mode: 0o644 }] } },
      diagnostics: [],
    });
  });

  it("entries are Ignition's, in its order, at its places", () => {
    const text = `{
  "ignition": {"version": "3.3.0"},
  "storage": {
    "files": [{"path": "etc/é", "mode": 4095, "junk": 1}, {"path": "/etc/a"}, {"path": "/etc/a", "contents": {"source": "data:hello"}}],
    "links": [{"path": "/etc/l"}]
  },
  "systemd": {"units": [{"name": "a", "enabled": true, "contents": "[Service]\\nnothing\\n"}]}
}`;
    expect(reportOn(text)).toMatchInlineSnapshot(`
      "error at $.storage.links.0.target, line 5 col 16: link target is required
      error at $.storage.files.0.path, line 4 col 24: path not absolute
      warning at $.storage.files.0.mode, line 4 col 42: setuid/setgid/sticky bits are not supported or functional in spec versions older than 3.6.0
      error at $.storage.files.2.contents.source, line 4 col 122: missing media type slash
      error at $.systemd.units.0.name, line 7 col 34: invalid systemd unit extension
      error at $.systemd.units.0.contents, line 7 col 68: invalid unit content: unexpected newline encountered while parsing option name
      error at $.storage.files.2, line 4 col 81: duplicate entry defined
      warning at $.storage.files.0.junk, line 4 col 48: unused key junk"
    `);
  });

  it("an older engine has its own words", () => {
    const text = '{"ignition": {"version": "3.3.0"}, "junk": 1, "storage": {"files": [{"path": "/a", "mode": 4095}]}}';
    expect(reportOn(text, { engine: "2.14.0", lints: false })).toMatchInlineSnapshot(`
      "warning at $.storage.files.0.mode, line 1 col 92: setuid/setgid/sticky bits are not supported in spec versions older than 3.4.0
      warning at $.junk, line 1 col 36: Unused key junk"
    `);
    expect(reportOn('{"ignition": {"version": "3.4.0"}}', { engine: "2.14.0" })).toMatchInlineSnapshot(
      `"error at $.ignition.version, line 1 col 26: unsupported config version"`,
    );
  });

  it.each([
    ["", "error: not a config (empty)"],
    ["{", "error at line 0 col 0: unexpected end of JSON input"],
    ["\ufeff{}", "error at line 1 col 2: invalid character 'ï' looking for beginning of value"],
    ["{} x", "error at line 0 col 0: invalid character 'x' after top-level value"],
    ["{} xy", "error at line 1 col 5: invalid character 'x' after top-level value"],
    ["{'a'}", "error at line 1 col 3: invalid character '\\'' looking for beginning of object key string"],
    ['{"a":\n\t01}', "error at line 2 col 4: invalid character '1' after object key:value pair"],
    ["nul", "error at line 0 col 0: invalid character ' ' in literal null (expecting 'l')"],
    ["{}", "error at $.ignition.version, line 1 col 2: invalid config version (couldn't parse)"],
    [
      '{"ignition":{"version":"3.3"}}',
      "error at $.ignition.version, line 1 col 24: invalid config version (couldn't parse)",
    ],
    ['{"ignition":{"version":"2.3.0"}}', "error at $.ignition.version, line 1 col 24: unsupported config version"],
    [
      '{"ignition":{"version":"3.7.0-experimental"}}',
      "error at $.ignition.version, line 1 col 24: unsupported config version",
    ],
    [
      '{"ignition":{"version":"3.0.0-a..b"}}',
      "error at $.ignition.version, line 1 col 24: invalid config version (couldn't parse)",
    ],
    ['{"ignition":{"version":"3.0.0+x"}}', "error at $.ignition.version, line 1 col 24: unsupported config version"],
    [
      '{"ignition":{"version":"9223372036854775808.0.0"}}',
      "error at $.ignition.version, line 1 col 24: invalid config version (couldn't parse)",
    ],
    [
      "[]",
      'error at line 1 col 1: expected an object, found a list of 0\n  Begin with {"ignition": {"version": "3.4.0"}}.',
    ],
  ])("%j is refused", (text, report) => {
    expect(reportOn(text)).toBe(report);
    expect(parseIgnition(text).config).toBeUndefined();
  });

  it("each wrong type is reported, with what was expected, what stands there and a remedy", () => {
    const text = `{"ignition": {"version": "3.3.0"}, "storage": {"files": [
      {"path": 1, "mode": "0644", "overwrite": "true"},
      {"path": "/b", "mode": 420.0, "contents": "x", "append": {}},
      {"path": "/c", "mode": 18446744073709551616, "user": []}
    ]}, "kernelArguments": {"shouldExist": "quiet"}}`;
    expect(reportOn(text)).toMatchInlineSnapshot(`
      "error at $.storage.files.0.path, line 2 col 16: expected a string, found the number 1
      error at $.storage.files.0.mode, line 2 col 27: expected an integer, found the string "0644"
        As an octal mode that is 420, as a number 644, without quotes.
      error at $.storage.files.0.overwrite, line 2 col 48: expected true or false, found the string "true"
        Remove the quotes.
      error at $.storage.files.1.mode, line 3 col 30: expected an integer without fraction or exponent, found the number 420.0
      error at $.storage.files.1.contents, line 3 col 49: expected an object, found the string "x"
      error at $.storage.files.1.append, line 3 col 64: expected a list, found an object
        Put it in square brackets.
      error at $.storage.files.2.mode, line 4 col 30: expected an integer between -(2^53 - 1) and 2^53 - 1, found the number 18446744073709551616
      error at $.storage.files.2.user, line 4 col 60: expected an object, found a list of 0
      error at $.kernelArguments.shouldExist, line 5 col 44: expected a list, found the string "quiet"
        Put it in square brackets."
    `);
  });

  it("keys in another case are unused and yet applied, a repeated key goes on where the first one ended", () => {
    const text = `{"ignition": {"version": "3.3.0"}, "Storage": {"files": [{"path": "/a", "mode": 1}]}, "storage": {"files": [{"path": "/b"}]}}`;
    const { config, diagnostics } = parseIgnition(text, { lints: false });
    expect(config?.storage).toEqual({ files: [{ path: "/b", mode: 1 }] });
    expect(printDiagnostics(diagnostics)).toBe("warning at $.Storage, line 1 col 36: unused key Storage");
    expect(reportOn(text, {})).toContain('key "Storage" is applied as storage [key-case]\n  Write storage.');
  });

  it("null where an object belongs is a warning, elsewhere nothing", () => {
    const text =
      '{"ignition": {"version": "3.3.0"}, "storage": null, "passwd": {"users": null}, "systemd": {"units": [null]}}';
    expect(reportOn(text)).toMatchInlineSnapshot(`
      "error at $.systemd.units.0.name, line 1 col 102: invalid systemd unit extension
      warning at $.storage, line 1 col 47: context tree does not match content tree at $.storage. Line and column reporting may be inconsistent. Unused keys may not be reported
      warning at $.systemd.units.0, line 1 col 102: context tree does not match content tree at $.systemd.units.0. Line and column reporting may be inconsistent. Unused keys may not be reported"
    `);
  });

  it("bytes are read from the middle of a larger buffer, too", () => {
    const whole = Buffer.from('xx{"ignition":{"version":"3.3.0"}}yy');
    expect(parseIgnition(whole.subarray(2, -2)).config).toEqual({ ignition: { version: "3.3.0" } });
  });
});
