import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../test/any-character.ts";
import { exec, quoteExec, raw, splitExec, UnitError } from "../index.ts";

describe("quoteExec", () => {
  it.each([
    [["/bin/echo", "plain", "--a=b"], "/bin/echo plain --a=b"],
    [["/bin/echo", ""], '/bin/echo ""'],
    [["/bin/echo", "two words"], '/bin/echo "two words"'],
    [["/bin/echo", "50%"], "/bin/echo 50%%"],
    [["/bin/echo", "$HOME", "${HOME}"], '/bin/echo $$HOME "$${HOME}"'],
    [["/bin/echo", ";"], "/bin/echo \\;"],
    [["/bin/echo", "a;b"], '/bin/echo "a;b"'],
    [["/bin/echo", "it's", 'say "hi"'], '/bin/echo "it\'s" "say \\"hi\\""'],
    [["/bin/echo", "C:\\dir"], '/bin/echo "C:\\\\dir"'],
    [["/bin/echo", "a\nb\tc\x1b"], '/bin/echo "a\\nb\\tc\\x1b"'],
    [["/bin/echo", raw("%i"), raw("$OPTS")], "/bin/echo %i $OPTS"],
    [["sh", "-c", "echo é"], 'sh -c "echo é"'],
    [["/opt/my app/run"], '"/opt/my app/run"'],
  ])("%j → %s", (argv, line) => {
    expect(quoteExec(argv)).toBe(line);
  });

  it("writes prefixes in the order that systemd takes them in", () => {
    expect(exec({ ignoreFailure: true, argv0: "-bash", privileges: "full" }, "/bin/bash", "-l").exec).toBe(
      "@-+/bin/bash -bash -l",
    );
    expect(exec({ substitute: false }, "/bin/echo", "$1").exec).toBe(":/bin/echo $1");
  });

  it.each([
    [[], "a command line needs a program"],
    [[""], "the program is empty"],
    [["bin/true"], "is a relative path"],
    [["$SHELL"], "systemd never substitutes there"],
    [["-rm"], "starts with a prefix character"],
    [["/bin/"], "is a directory"],
    [["/bin/a", "x\0y"], "$.1: an argument cannot hold a NUL"],
    [["/bin/a", "\ud800"], "$.1: contains half a surrogate pair"],
  ])("refuses %j", (argv, expected) => {
    expect(() => quoteExec(argv)).toThrow(UnitError);
    expect(() => quoteExec(argv)).toThrow(expected);
  });

  it("is undone by splitExec", () => {
    const argument = fc.string({ unit: anyCharacter }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        const split = splitExec(quoteExec(["/bin/echo", ...args]));
        if ("problem" in split) throw new Error(split.problem);
        const doubled = args.map((arg) => arg.replaceAll("%", "%%").replaceAll("$", "$$$$"));
        expect(split.commands).toEqual([{ prefix: "", words: ["/bin/echo", ...doubled] }]);
      }),
    );
  });
});

describe("splitExec", () => {
  it("takes prefixes and several commands apart", () => {
    expect(splitExec("-/bin/a b ; @+/bin/c d \\; 'e f'")).toEqual({
      commands: [
        { prefix: "-", words: ["/bin/a", "b"] },
        { prefix: "@+", words: ["/bin/c", "d", ";", "e f"] },
      ],
    });
  });
});
