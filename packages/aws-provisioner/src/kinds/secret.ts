import { secretKind } from "./secret-kind.ts";

/** A secret that nodes read at boot. Deleted for good with the cluster, unless it is precious. */
export const Secret = secretKind("secret", {
  precious: "some",
  holds: ({ source }) => source.kind !== "authority" && source.kind !== "existing",
});
