import { findingAt, type Lint } from "./lint.ts";

/** A unit that is masked and yet has contents or is enabled: masking comes last, and wins. */
export const maskedUnit: Lint = function* ({ all }) {
  for (const [{ contents, enabled, mask }, path] of all("Unit")) {
    if (mask !== true) continue;
    if (contents)
      yield findingAt(
        "warning",
        path,
        "contents",
        "the unit is masked, so its contents are lost",
        "Remove one of the two.",
      );
    if (enabled === true)
      yield findingAt("warning", path, "enabled", "a masked unit cannot be started", "Remove enabled or mask.");
  }
};
