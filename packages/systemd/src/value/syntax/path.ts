import { quoteForMessage } from "../../text/character.ts";
import type { CheckValue } from "../check-value.ts";
import { isBoolean } from "./boolean.ts";
import { eachWord } from "./words.ts";

/** An absolute path; one that begins with a specifier is known only at run time. */
export const checkPath: CheckValue = (value) => {
  if (value.startsWith("%")) return undefined;
  if (!value.startsWith("/")) return { message: "is no absolute path" };
  return value.split("/").includes("..") ? { message: "has a .. part, which systemd refuses" } : undefined;
};

/** Absolute paths, each with the marks `-` (may be missing) and `+` (below the unit's root) before it. */
export const checkPaths: CheckValue = eachWord((word) => {
  if (!/^-?\+?\//.test(word)) return { message: `names ${quoteForMessage(word)}, which is no absolute path` };
  return word.split("/").includes("..") ? { message: `names ${quoteForMessage(word)} with a .. part` } : undefined;
});

/**
 * What a condition or assertion asks about, after its `|` and `!`: a path for some keys, a boolean for two,
 * else text.
 */
export const checkCondition: CheckValue = (value, key) => {
  const rest = value.replace(/^\|?\s*!?\s*/, "");
  const name = key.replace(/^(Condition|Assert)/, "");
  if (/^(Path|DirectoryNotEmpty|File)/.test(name)) {
    const isSound = /^[/%]/.test(rest) && !rest.split("/").includes("..");
    return isSound ? undefined : { message: "is no absolute path without .." };
  }
  return /^(ACPower|FirstBoot)$/.test(name) && !isBoolean(rest)
    ? { message: "is no boolean", remedy: "Write yes or no." }
    : undefined;
};
