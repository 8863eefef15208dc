import { findingAt, type Lint } from "./lint.ts";

/** A hard link with a relative target: Ignition's check takes it from the link, its engine from the root. */
export const hardLinkTarget: Lint = function* ({ all }) {
  for (const [{ hard, target }, path] of all("Link")) {
    if (hard !== true || !target || target.startsWith("/")) continue;
    yield findingAt(
      "error",
      path,
      "target",
      "a hard link's target is resolved from the root",
      "Write it as an absolute path.",
    );
  }
};
