import type { SecretSource } from "@drydock/core/design";
import { digest } from "../engine/digest.ts";

/** Secrets Manager user guide, "Tag secrets": characters of a tag's value. */
const longestTag = 256;

/**
 * Whom a certificate is for, in the characters of a tag: its name, addresses and host names, or a digest of
 * them where they are too long; undefined for any other value.
 */
export function certificateSubject(source: SecretSource): string | undefined {
  if (source.kind !== "certificate") return undefined;
  const { commonName, addresses, names } = source;
  const subject = [commonName, ...addresses, ...names].join(" ");
  return subject.length <= longestTag ? subject : digest(subject);
}
