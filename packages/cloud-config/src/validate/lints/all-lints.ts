import type { Lint } from "./lint.ts";
import { contentDecodes } from "./content-decodes.ts";
import { fragilePaths } from "./fragile-paths.ts";
import { inlineSecrets } from "./inline-secrets.ts";
import { lateOwner } from "./late-owner.ts";
import { repeatedContent } from "./repeated-content.ts";
import { unitFiles } from "./unit-files.ts";
import { yumSource } from "./yum-source.ts";

/** Every lint, in the order of their reports. */
export const allLints: readonly Lint[] = [
  contentDecodes,
  yumSource,
  unitFiles,
  fragilePaths,
  lateOwner,
  repeatedContent,
  inlineSecrets,
];
