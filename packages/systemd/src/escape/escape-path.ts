import { text } from "../ground/build-shape.ts";
import { checkOptions } from "../ground/check-options.ts";
import { quoteForMessage } from "../text/character.ts";
import { escapeName, unescapeName } from "./escape-name.ts";
import type { Problem } from "../text/problem.ts";
import { UnitError } from "../unit/unit-error.ts";

/**
 * Escapes a file-system path for a unit name, as `systemd-escape --path` does: `/a//b/` → `a-b`, `/` → `-`. A
 * relative path counts from `/`.
 * @throws {UnitError} for an empty path and for one with `..`, which systemd refuses as not normalized.
 *
 * @example
 * ```ts
 * import { escapePath } from "@drydock/systemd";
 *
 * console.log(escapePath("/var/lib/etcd")); // var-lib-etcd
 * ```
 */
export function escapePath(path: string): string {
  checkOptions("escapePath", text, path);
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const shown = quoteForMessage(path);
  if (path === "") throw notEscapable({ message: "the path is empty" });
  if (parts.includes(".."))
    throw notEscapable({ message: `${shown} has a .. part`, remedy: "Give the path that it stands for." });
  if (parts.length === 0 && !path.startsWith("/"))
    throw notEscapable({ message: `${shown} names no place below /`, remedy: "Give an absolute path." });
  return parts.length === 0 ? "-" : escapeName(parts.join("/"));
}

function notEscapable(problem: Problem): UnitError {
  return new UnitError("escapePath", [{ severity: "error", path: "$", ...problem, rule: "unit-name" }]);
}

/**
 * The absolute path behind a name made by `escapePath`.
 * @throws {UnitError} for a name that no path escapes to.
 *
 * @example
 * ```ts
 * import { unescapePath } from "@drydock/systemd";
 *
 * console.log(unescapePath("var-lib-etcd")); // /var/lib/etcd
 * ```
 */
export function unescapePath(name: string): string {
  checkOptions("unescapePath", text, name);
  if (name === "-") return "/";
  const path = `/${unescapeName(name)}`;
  if (name === "" || escapePath(path) !== name) {
    const message = `${quoteForMessage(name)} is not what any path escapes to`;
    throw new UnitError("unescapePath", [{ severity: "error", path: "$", message, rule: "unit-name" }]);
  }
  return path;
}
