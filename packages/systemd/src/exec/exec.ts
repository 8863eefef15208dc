import { isIllFormed, quoteForMessage } from "../text/character.ts";
import { flag, object, oneOf, text, anything, list } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { isRaw, type Raw } from "../value/raw.ts";
import type { Problem } from "../text/problem.ts";
import { UnitError } from "../unit/unit-error.ts";

/** A command line made by `exec`, correctly quoted for `ExecStart=` and its kin. */
export interface Exec {
  readonly exec: string;
}

/**
 * The prefixes of systemd.service(5) by name. At most one of the three privilege levels applies, so they
 * share a field.
 */
export interface ExecOptions {
  /** `-`: a failure of the command counts as success. */
  readonly ignoreFailure?: boolean;
  /** `@`: what the program sees as its own name, in place of the path. */
  readonly argv0?: string;
  /** `:`: no `$VARIABLE` substitution; `$` then needs no doubling. */
  readonly substitute?: boolean;
  /**
   * `+` full privileges, `!` elevated apart from the user switch, `!!` the same where ambient capabilities
   * are missing.
   */
  readonly privileges?: "full" | "no-user-switch" | "no-user-switch-legacy";
}

const execOptions = object<ExecOptions>({
  ignoreFailure: flag,
  argv0: text,
  substitute: flag,
  privileges: oneOf("full", "no-user-switch", "no-user-switch-legacy"),
});

/** One argument: literal text, or `raw` text in systemd's own syntax. */
export type Argument = string | Raw;

const privilegePrefix = {
  full: "+",
  "no-user-switch": "!",
  "no-user-switch-legacy": "!!",
} as const;
const named: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};
// oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
const mustEscape = /["\\\u0000-\u001f\u007f]|\p{Noncharacter_Code_Point}/gu;
const bare = /^[A-Za-z0-9_@%+=:,./$-]+$/;

/** Why a literal argument cannot be passed to a program at all; undefined when it can. */
export function problemOfArgument(argument: string): string | undefined {
  if (argument.includes("\0")) return "an argument cannot hold a NUL";
  return isIllFormed(argument) ? "contains half a surrogate pair, which has no UTF-8 form" : undefined;
}

/**
 * Quotes one argument of a command line; `substitute` says whether `$` has to be kept from becoming a
 * variable.
 */
export function quoteArgument(argument: Argument, substitute: boolean): string {
  if (isRaw(argument)) return argument.raw;
  let text = argument.replaceAll("%", "%%");
  if (substitute) text = text.replaceAll("$", "$$$$");
  if (text === ";") return "\\;";
  if (bare.test(text)) return text;
  return `"${text.replace(mustEscape, (c) => named[c] ?? Buffer.from(c, "utf8").toString("hex").replace(/../g, "\\x$&"))}"`;
}

function checkArgv(argv: readonly Argument[], { argv0 }: ExecOptions): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const add = (path: string, problem: Problem | undefined): void => {
    if (problem !== undefined) diagnostics.push({ severity: "error", path, ...problem, rule: "exec" });
  };
  const [program] = argv;
  for (const [at, argument] of argv.entries()) add(`$.${at}`, problemOfItem(argument));
  if (argv0 !== undefined) add("$.argv0", problemOfItem(argv0));
  if (program === undefined) add("$.0", { message: "a command line needs a program" });
  if (typeof program === "string") add("$.0", problemOfProgram(program));
  if (argv0 === "") add("$.argv0", { message: "argv0 is empty", remedy: "Leave it out to use the program's path." });
  return diagnostics;
}

function problemOfItem(argument: unknown): Problem | undefined {
  const bad =
    typeof argument === "string"
      ? problemOfArgument(argument)
      : isRaw(argument)
        ? undefined
        : `an argument is a string or raw(…), this is ${argument === null ? "null" : typeof argument}`;
  return bad === undefined ? undefined : { message: bad };
}

function problemOfProgram(program: string): Problem | undefined {
  const the = `the program ${quoteForMessage(program)}`;
  if (program === "") return { message: "the program is empty" };
  if (program.includes("$"))
    return { message: `${the} has a $, but systemd never substitutes there`, remedy: "Name the program itself." };
  if (program.startsWith("/")) return program.endsWith("/") ? { message: `${the} is a directory` } : undefined;
  if (program.includes("/"))
    return { message: `${the} is a relative path`, remedy: "Give an absolute path, or a bare name to look up." };
  return /^[@\-:+!]/.test(program)
    ? { message: `${the} starts with a prefix character`, remedy: "Use the options of exec() for prefixes." }
    : undefined;
}

/**
 * Quotes an argv as one command line for `ExecStart=` and its kin. Strings are literal: `%`, `$`, quotes,
 * backslashes, blanks and a lone `;` reach the program as given; `raw` arguments keep systemd's syntax.
 * @throws {UnitError} with every argument that cannot stand.
 * @throws {OptionError} for options that there are not.
 *
 * @example
 * ```ts
 * import { quoteExec } from "@drydock/systemd";
 *
 * console.log(quoteExec(["/bin/echo", "50%", ";"])); // /bin/echo 50%% \;
 * ```
 */
export function quoteExec(argv: readonly Argument[], options: ExecOptions = {}): string {
  checkOptions("quoteExec", execOptions, options);
  checkOptions("quoteExec", list(anything), argv);
  const diagnostics = checkArgv(argv, options);
  if (diagnostics.length > 0) throw new UnitError("quoteExec", diagnostics);
  const substitute = options.substitute ?? true;
  const [program = "", ...rest] = argv;
  const prefix = `${options.argv0 === undefined ? "" : "@"}${options.ignoreFailure === true ? "-" : ""}${substitute ? "" : ":"}${
    options.privileges === undefined ? "" : privilegePrefix[options.privileges]
  }`;
  const words = [prefix + quoteArgument(program, false)];
  if (options.argv0 !== undefined) words.push(quoteArgument(options.argv0, substitute));
  for (const argument of rest) words.push(quoteArgument(argument, substitute));
  return words.join(" ");
}

/**
 * A command line from its argv: `exec("/bin/etcd", "--name", name)`, with options first when prefixes are
 * wanted: `exec({ ignoreFailure: true }, "/bin/rm", path)`.
 * @throws {UnitError} for a program or an argument that no command line can hold, with every one of them.
 * @throws {OptionError} for options that there are not.
 *
 * @example
 * ```ts
 * import { exec, raw } from "@drydock/systemd";
 *
 * console.log(exec("/usr/bin/etcd", "--name", raw("%m"), "costs $5").exec); // /usr/bin/etcd --name %m "costs $$5"
 * console.log(exec({ ignoreFailure: true }, "/bin/rm", "a b").exec); // -/bin/rm "a b"
 * ```
 */
export function exec(program: Argument | ExecOptions, ...argv: readonly Argument[]): Exec {
  if (typeof program === "string" || isRaw(program)) return { exec: quoteExec([program, ...argv]) };
  return { exec: quoteExec(argv, program) };
}

/**
 * True for what `exec` returns.
 *
 * @example
 * ```ts
 * import { exec, isExec } from "@drydock/systemd";
 *
 * console.log(isExec(exec("/bin/true")), isExec("/bin/true")); // true false
 * ```
 */
export function isExec(value: unknown): value is Exec {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.hasOwn(value, "exec") &&
    typeof Reflect.get(value, "exec") === "string"
  );
}
