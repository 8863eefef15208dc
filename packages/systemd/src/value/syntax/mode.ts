import type { CheckValue } from "../check-value.ts";

/** Octal permission bits. */
export const checkMode: CheckValue = (value) =>
  /^[0-7]{1,5}$/.test(value) && Number.parseInt(value, 8) <= 0o7777
    ? undefined
    : { message: "is no octal mode, at most 7777" };
