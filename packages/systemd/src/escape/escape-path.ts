import { quoteForMessage } from "../text/character.ts";
import { escapeName, unescapeName } from "./escape-name.ts";
import { UnitError } from "../unit/unit-error.ts";

/**
 * Escapes a file-system path for a unit name, as `systemd-escape --path` does: `/a//b/` → `a-b`, `/` → `-`.
 * Throws `UnitError` for an empty path and for one with `..`, which systemd refuses as not normalized. A relative path counts from `/`.
 */
export function escapePath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const problem =
    path === ""
      ? "the path is empty"
      : parts.includes("..")
        ? `${quoteForMessage(path)} has a .. part: give the path that it stands for`
        : parts.length === 0 && !path.startsWith("/")
          ? `${quoteForMessage(path)} names no place below /: give an absolute path`
          : undefined;
  if (problem !== undefined)
    throw new UnitError("escapePath", [{ severity: "error", path: "$", message: problem, rule: "unit-name" }]);
  return parts.length === 0 ? "-" : escapeName(parts.join("/"));
}

/** The absolute path behind a name made by `escapePath`. Throws `UnitError` for a name that no path escapes to. */
export function unescapePath(name: string): string {
  if (name === "-") return "/";
  const path = `/${unescapeName(name)}`;
  if (name === "" || escapePath(path) !== name) {
    const message = `${quoteForMessage(name)} is not what any path escapes to`;
    throw new UnitError("unescapePath", [{ severity: "error", path: "$", message, rule: "unit-name" }]);
  }
  return path;
}
