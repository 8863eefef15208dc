import { ancestorLookup } from "../ancestor-lookup.ts";
import type { Finding } from "../../decode/finding.ts";
import type { Path } from "../../spec/path.ts";
import type { Lint } from "./lint.ts";

/** A path below a file of the same config, and the root as anything but a directory: both fail at boot. */
export const nodeAncestor: Lint = function* ({ all }) {
  const filesAbove = ancestorLookup(all("File").map(([{ path }]) => path));
  for (const [{ path }, place] of [...all("Directory"), ...all("File"), ...all("Link")]) {
    const [ancestor] = filesAbove(path);
    if (ancestor !== undefined)
      yield at(place, `${ancestor} is a file in this config, so nothing can be below it`, "Move one of the two.");
  }
  for (const [{ path }, place] of [...all("File"), ...all("Link")]) {
    if (path === "/") yield at(place, "the root is a directory", "Give the path of a file.");
  }
};

function at(place: Path, message: string, remedy: string): Finding {
  return { severity: "error", path: [...place, "path"], message, remedy };
}
