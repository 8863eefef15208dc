import { type Translated, notConverted } from "./translation.ts";
import type { CoreosCloudConfig } from "../schema/coreos-cloud-config.ts";
import type { IgnitionConfig, IgnitionFile, IgnitionUnit } from "./ignition-config.ts";
import { type Diagnostic, checkOptions, text as textShape } from "@drydock/systemd/ground";
import { translateFiles } from "./translate-files.ts";
import { translateSections } from "./translate-sections.ts";
import { translateUnits } from "./translate-units.ts";
import { translateUsers } from "./translate-users.ts";
import { fillInUnit } from "./fill-in-unit.ts";
import { parseMarkedCoreosCloudConfig } from "../parse/parse-coreos-cloud-config.ts";

/** A document as an Ignition config, with everything that did not come along as it was. */
export interface TranslatedCoreosCloudConfig {
  /** Absent where the document has an error. */
  readonly config?: IgnitionConfig;
  /**
   * What was wrong, what Ignition cannot do (`not-converted`), and what it does otherwise
   * (`converted-otherwise`).
   */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A coreos-cloudinit document, old or new, as an Ignition config (spec 3.3.0) for Flatcar on AWS.
 * `$private_ipv4` and its kin come from the metadata service at boot; whatever has no counterpart is a
 * warning with its place. Throws nothing for bad text.
 *
 * @example
 * ```ts
 * import { translateCoreosCloudConfig } from "@drydock/cloud-config";
 *
 * const { config } = translateCoreosCloudConfig("#cloud-config\nhostname: core-1\n");
 * console.log(config?.storage?.files?.[0]?.path); // /etc/hostname
 * ```
 */
export function translateCoreosCloudConfig(text: string): TranslatedCoreosCloudConfig {
  checkOptions("translateCoreosCloudConfig", textShape, text);
  const parsed = parseMarkedCoreosCloudConfig(text, { system: "container-linux" });
  if (parsed.config === undefined) return { diagnostics: parsed.diagnostics };
  const { config, diagnostics } = translateParts(parsed.config);
  return {
    config,
    diagnostics: [
      ...parsed.diagnostics.filter(({ rule }) => rule !== "substitution"),
      ...diagnostics.map(parsed.place),
    ],
  };
}

function translateParts(config: CoreosCloudConfig): {
  readonly config: IgnitionConfig;
  readonly diagnostics: readonly Diagnostic[];
} {
  const sections = config.coreos ?? {};
  const parts: Translated[] = [
    translateUsers(config),
    translateFiles(config),
    translateSections(sections),
    translateUnits(sections.units ?? []),
  ];
  const diagnostics = parts.flatMap((part) => part.diagnostics ?? []);
  const templates = parts.flatMap((part) => part.templates ?? []);
  const users = parts.flatMap((part) => part.users ?? []);
  const links = parts.flatMap((part) => part.links ?? []);
  const files = lastByPath(
    parts.flatMap((part) => part.files ?? []),
    diagnostics,
  );
  const units = joinUnits(
    parts.flatMap((part) => part.units ?? []),
    diagnostics,
  );
  if (templates.length > 0)
    units.push(
      fillInUnit(
        templates.filter(({ path }) => files.some((file) => file.path === path)),
        units.filter(runsEarly).map((unit) => unit.name),
      ),
    );
  const storage = { ...(files.length > 0 && { files }), ...(links.length > 0 && { links }) };
  const result: IgnitionConfig = {
    ignition: { version: "3.3.0" },
    ...(users.length > 0 && { passwd: { users } }),
    ...(Object.keys(storage).length > 0 && { storage }),
    ...(units.length > 0 && { systemd: { units } }),
  };
  return { config: result, diagnostics };
}

/** Ignition writes a path once; coreos-cloudinit let the last one win. */
function lastByPath(files: readonly IgnitionFile[], diagnostics: Diagnostic[]): IgnitionFile[] {
  const byPath = new Map<string, IgnitionFile>();
  for (const file of files) {
    if (byPath.has(file.path))
      diagnostics.push(
        notConverted("$.write_files", `${file.path} is written twice; the last one is kept`, "Keep one."),
      );
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}

/** One entry for each name, drop-ins joined; of two contents the last one wins. */
function joinUnits(units: readonly IgnitionUnit[], diagnostics: Diagnostic[]): IgnitionUnit[] {
  const byName = new Map<string, IgnitionUnit>();
  for (const unit of units) {
    const before = byName.get(unit.name);
    const dropins = new Map(
      [...(before?.dropins ?? []), ...(unit.dropins ?? [])].map((dropin) => [dropin.name, dropin]),
    );
    if (before?.contents !== undefined && unit.contents !== undefined) {
      diagnostics.push(
        notConverted("$.coreos.units", `${unit.name} is written twice; the last one is kept`, "Keep one."),
      );
    }
    byName.set(unit.name, { ...before, ...unit, ...(dropins.size > 0 && { dropins: [...dropins.values()] }) });
  }
  return [...byName.values()];
}

/**
 * Services of the document; sockets, timers and mounts come before any ordinary service, so nothing can come
 * before them.
 */
function runsEarly(unit: IgnitionUnit): boolean {
  return unit.mask !== true && unit.name.endsWith(".service") && !unit.name.endsWith("@.service");
}
