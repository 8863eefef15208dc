/**
 * Whether a check may run. A check whose tool is absent is skipped under its own name with the reason; where
 * everything is required (`DRYDOCK_REQUIRE_ALL=1`, as in CI) the absence is an error instead.
 */
export function skipReason(check: string, missing: string | undefined): string | undefined {
  if (missing === undefined) return undefined;
  if (process.env["DRYDOCK_REQUIRE_ALL"] === "1") throw new Error(`${check}: ${missing}`);
  return missing;
}
