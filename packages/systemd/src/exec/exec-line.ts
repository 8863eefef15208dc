import { text } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import { quoteForMessage } from "../text/character.ts";
import type { Problem } from "../text/problem.ts";
import { splitWords } from "./quote-word.ts";

/** One command of a line such as `ExecStart=`, taken apart. */
export interface ExecCommand {
  /** The prefix characters, `-`, `@`, `:`, `+`, `!`, `!!`, as written. */
  readonly prefix: string;
  /**
   * The program and its arguments, unquoted; specifiers and variables stay as written. With `@`, the second
   * is what the program sees as its name.
   */
  readonly words: readonly string[];
}

/**
 * Takes an `ExecStart=` value apart into its commands; a lone `;` separates them.
 *
 * @example
 * ```ts
 * import { splitExec } from "@drydock/systemd";
 *
 * console.log(JSON.stringify(splitExec("-/bin/rm 'a b'"))); // {"commands":[{"prefix":"-","words":["/bin/rm","a b"]}]}
 * ```
 */
export function splitExec(value: string): { readonly commands: readonly ExecCommand[] } | { readonly problem: string } {
  checkOptions("splitExec", text, value);
  const split = splitWords(value);
  if ("problem" in split) return split;
  const commands: ExecCommand[] = [];
  let prefix = "";
  let words: string[] = [];
  for (const { text, written } of split.words) {
    if (written === ";") {
      if (words.length > 0) commands.push({ prefix, words });
      words = [];
    } else if (words.length === 0) {
      prefix = /^[-@:+!]*/.exec(text)?.[0] ?? "";
      words.push(text.slice(prefix.length));
    } else words.push(written === "\\;" ? ";" : text);
  }
  if (words.length > 0) commands.push({ prefix, words });
  return { commands };
}

/**
 * What is wrong with an `ExecStart=` value by the rules of systemd.service(5); undefined when it is sound.
 */
export function problemOfExecLine(value: string): Problem | undefined {
  const split = splitExec(value);
  if ("problem" in split) return { message: `cannot be split into words: ${split.problem}` };
  if (split.commands.length === 0) return { message: "names no program" };
  for (const { prefix, words } of split.commands) {
    const program = words[0] ?? "";
    const shown = quoteForMessage(program);
    const levels = prefix.replace(/[-@:]/g, "");
    if (!["", "+", "!", "!!"].includes(levels))
      return { message: `has the prefixes ${quoteForMessage(prefix)}: at most one of + ! !! may stand` };
    if (/(.).*\1/.test(prefix.replace(/!/g, ""))) return { message: `repeats a prefix in ${quoteForMessage(prefix)}` };
    if (program === "") return { message: "has prefixes but names no program" };
    if (program.startsWith("$"))
      return {
        message: `starts with the variable ${shown}, but the program is never substituted`,
        remedy: "Name the program itself.",
      };
    if (program.includes("/") && !/^[/%]/.test(program))
      return { message: `has the relative path ${shown}`, remedy: "Give an absolute path, or a bare name." };
    if (program.endsWith("/")) return { message: `names the directory ${shown}` };
    if (prefix.includes("@") && words.length < 2)
      return { message: "has the prefix @ but no second word to be the program's name" };
  }
  return undefined;
}
