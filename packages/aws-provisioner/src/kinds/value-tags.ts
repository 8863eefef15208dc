import type { SecretSource } from "@drydock/core/design";
import type { TagPair } from "../aws/tags.ts";

/** Version of a secret's value, as the blueprint counts it. */
export const versionKey = "drydock:secret-version";
/** How many characters a generated value has; secrets that were made before it was kept have none. */
export const lengthKey = "drydock:secret-length";

/** What is kept of a value: its version, and the length of one that is made. */
export function ofValue({ version, source }: { readonly version: number; readonly source: SecretSource }): TagPair[] {
  const length = source.kind === "generated" ? [{ Key: lengthKey, Value: String(source.length) }] : [];
  return [{ Key: versionKey, Value: String(version) }, ...length];
}
