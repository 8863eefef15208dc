import { quoteForMessage } from "../text/character.ts";
import type { Problem } from "../text/problem.ts";

/** What is wrong with the file name of a drop-in; undefined when it is fine. */
export function problemOfDropinName(name: string): Problem | undefined {
  const shown = quoteForMessage(name);
  if (!name.endsWith(".conf"))
    return { message: `${shown} does not end in .conf: systemd would not read it`, remedy: "Add .conf to the name." };
  if (name === ".conf") return { message: "nothing stands before .conf" };
  if (name.startsWith(".")) return { message: `${shown} starts with a dot: systemd skips hidden files` };
  if (name.length > 255) return { message: `a file name has at most 255 characters, this one has ${name.length}` };
  return /^[A-Za-z0-9:_.@%+=~\\-]+$/.test(name)
    ? undefined
    : { message: `${shown} is no plain file name`, remedy: "Use letters, digits and :_.@%+=~\\- only." };
}
