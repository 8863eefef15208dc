import { secretKind } from "./secret-kind.ts";

/**
 * A secret whose loss nobody could mend. Once deleted it can be brought back for seven days, and a create
 * within them does so.
 */
export const PreciousSecret = secretKind("precious-secret", {
  precious: true,
  recoveryDays: 7,
  keepsValue: true,
  holds: ({ source, precious }) => precious && source.kind !== "authority" && source.kind !== "existing",
});
