import type { SecretSource } from "@drydock/core/design";
import type { TagPair } from "../aws/tags.ts";
import { certificateSubject } from "./certificate-subject.ts";

/** Version of a secret's value, as the blueprint counts it. */
export const versionKey = "drydock:secret-version";
/** How many characters a generated value has; secrets that were made before it was kept have none. */
export const lengthKey = "drydock:secret-length";

/** Whom a certificate is for. */
export const subjectKey = "drydock:secret-subject";

/** On secrets that may be deleted only by name. */
export const preciousTag = { Key: "drydock:precious", Value: "yes" } as const satisfies TagPair;

interface Value {
  readonly version: number;
  readonly source: SecretSource;
  readonly precious?: boolean | undefined;
}

/**
 * What is kept of a value: its version, the length of one that is made, whom a certificate is for, and
 * whether it may be lost.
 */
export function ofValue({ version, source, precious }: Value): TagPair[] {
  const length = source.kind === "generated" ? [{ Key: lengthKey, Value: String(source.length) }] : [];
  const subject = certificateSubject(source);
  return [
    { Key: versionKey, Value: String(version) },
    ...length,
    ...(subject === undefined ? [] : [{ Key: subjectKey, Value: subject }]),
    ...(precious === true ? [preciousTag] : []),
  ];
}
