import { findingAt, type Lint } from "./lint.ts";

/** A `replace` without a source: it passes, and replaces nothing. */
export const emptyReplace: Lint = function* ({ all }) {
  for (const [{ replace }, path] of all("ConfigReferences")) {
    if (replace === undefined || replace.source) continue;
    if (Object.keys(replace).length === 0) continue;
    yield findingAt(
      "error",
      path,
      "replace",
      "replace has no source, so nothing is replaced",
      "Give one or remove replace.",
    );
  }
};
