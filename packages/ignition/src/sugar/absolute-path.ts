import { type Diagnostic, shown } from "@drydock/systemd/ground";
import { problem } from "./problem.ts";

/**
 * What is wrong with a path that Ignition or systemd will use; `field` is where it stands in the options of
 * the builder.
 */
export function absolutePathProblems(field: string, path: string): Diagnostic[] {
  const at = `$.${field}`;
  if (path === "") return [problem(at, "the path is empty", "Give an absolute one.")];
  if (!path.startsWith("/")) return [problem(at, `${shown(path)} is not absolute`, "Begin it with a slash.")];
  const simplified = simplifyPath(path);
  return simplified === path
    ? []
    : [problem(at, `${shown(path)} is not simplified`, `Write ${JSON.stringify(simplified)}.`)];
}

function simplifyPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
