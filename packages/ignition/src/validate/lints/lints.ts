import { absentPartition } from "./absent-partition.ts";
import { accountId } from "./account-id.ts";
import { dataHash } from "./data-hash.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { emptyReplace } from "./empty-replace.ts";
import { enabledTemplate } from "./enabled-template.ts";
import { gzipData } from "./gzip-data.ts";
import { hardLinkTarget } from "./hard-link-target.ts";
import { hashDigits } from "./hash-digits.ts";
import { inlineSecret } from "./inline-secret.ts";
import { keyCase } from "./key-case.ts";
import type { Lint } from "./lint.ts";
import { mangledText } from "./mangled-text.ts";
import { maskedUnit } from "./masked-unit.ts";
import { modeSense } from "./mode-sense.ts";
import { newerField } from "./newer-field.ts";
import { nodeAncestor } from "./node-ancestor.ts";
import { nullValue } from "./null-value.ts";
import { passwordHash } from "./password-hash.ts";
import { repeatedContents } from "./repeated-contents.ts";
import { sshKey } from "./ssh-key.ts";
import { unitText } from "./unit-text.ts";
import { unlastingPath } from "./unlasting-path.ts";
import { versionForm } from "./version-form.ts";

/** Every lint by the name that its findings carry: of the text first, then of what it means. */
export const lints = {
  "version-form": versionForm,
  "duplicate-key": duplicateKey,
  "key-case": keyCase,
  "newer-field": newerField,
  "null-value": nullValue,
  "mangled-text": mangledText,
  "empty-replace": emptyReplace,
  "hash-digits": hashDigits,
  "data-hash": dataHash,
  "gzip-data": gzipData,
  "node-ancestor": nodeAncestor,
  "hard-link-target": hardLinkTarget,
  "unlasting-path": unlastingPath,
  "mode-sense": modeSense,
  "repeated-contents": repeatedContents,
  "inline-secret": inlineSecret,
  "absent-partition": absentPartition,
  "account-id": accountId,
  "ssh-key": sshKey,
  "password-hash": passwordHash,
  "masked-unit": maskedUnit,
  "enabled-template": enabledTemplate,
  unit: unitText,
} as const satisfies Readonly<Record<string, Lint>>;

/**
 * The name of a lint, by which it can be turned off; `unit` is all that `@drydock/systemd` finds,
 * `unit/<rule>` one of its rules.
 */
export type LintName = keyof typeof lints | `unit/${string}`;
