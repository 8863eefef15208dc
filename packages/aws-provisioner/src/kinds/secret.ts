import { secretKind } from "./secret-kind.ts";

/** A secret that nodes read at boot. Deleted for good with the cluster. */
export const Secret = secretKind("secret", {
  precious: false,
  recoveryDays: 0,
  keepsValue: false,
  holds: ({ source, precious }) => !precious && source.kind !== "authority" && source.kind !== "existing",
});
