import { secretKind } from "./secret-kind.ts";

/** The cluster's certificate authority, which is precious. */
export const Authority = secretKind("authority", {
  precious: "all",
  holds: ({ source }) => source.kind === "authority",
});
