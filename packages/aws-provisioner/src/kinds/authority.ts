import { secretKind } from "./secret-kind.ts";

/**
 * The cluster's certificate authority. Once deleted it can be brought back for seven days, and a create
 * within them does so.
 */
export const Authority = secretKind("authority", {
  precious: true,
  recoveryDays: 7,
  keepsValue: true,
  holds: ({ source }) => source.kind === "authority",
});
