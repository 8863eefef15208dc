import { pathProblem } from "./go-path.ts";
import type { Directory, File, Link, Owner } from "../../spec/node.ts";
import type { Rule, RuleContext } from "./rule.ts";

/** A file: its path and mode, and what may be overwritten or appended to. */
export const fileRule: Rule<File> = (file, context) => {
  context.error(pathProblem(file.path), "path");
  checkMode(file.mode, context);
  if (file.overwrite === true && file.contents?.source === undefined) {
    context.error("overwrite must be false if source is unspecified", "overwrite");
  }
};

/** A directory: its path and mode. */
export const directoryRule: Rule<Directory> = (directory, context) => {
  context.error(pathProblem(directory.path), "path");
  checkMode(directory.mode, context);
};

/** A link: its path. */
export const linkRule: Rule<Link> = (link, context) => {
  context.error(pathProblem(link.path), "path");
};

/** An owner: a number or a name, never both. */
export const ownerRule: Rule<Owner> = ({ id, name = "" }, context) => {
  if (id !== undefined && name !== "") context.error("cannot set both id and name");
};

function checkMode(mode: number | undefined, context: RuleContext): void {
  if (mode === undefined) return;
  if (mode < 0 || mode > 0o7777) context.error("illegal file mode", "mode");
  if (context.minor < 6 && ((mode >>> 0) & 0o7000) !== 0) {
    const wording = context.engine === "2.14.0" ? "supported in" : "supported or functional in";
    const since = context.engine === "2.14.0" ? "3.4.0" : "3.6.0";
    context.warn(`setuid/setgid/sticky bits are not ${wording} spec versions older than ${since}`, "mode");
  }
}
