import type { CheckValue } from "../check-value.ts";

const outputs = new Set([
  "inherit",
  "null",
  "tty",
  "journal",
  "kmsg",
  "journal+console",
  "kmsg+console",
  "socket",
  "fd",
]);
const inputs = new Set(["null", "tty", "tty-force", "tty-fail", "socket", "data", "fd"]);

function stream(words: ReadonlySet<string>, files: RegExp): CheckValue {
  return (value) => {
    if (words.has(value) || /^fd:./s.test(value)) return undefined;
    const file = files.exec(value)?.[1];
    if (file === undefined) return { message: `is not one of ${[...words].join(", ")}, nor fd:NAME, nor a file` };
    return /^[/%]/.test(file) ? undefined : { message: "names a file by no absolute path" };
  };
}

/** Where standard input comes from. */
export const checkInput = stream(inputs, /^file:(.*)$/s);

/** Where standard output and error go. */
export const checkOutput = stream(outputs, /^(?:file|append|truncate):(.*)$/s);
