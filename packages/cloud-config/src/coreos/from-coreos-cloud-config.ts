import { type Converted, notConverted } from "./conversion.ts";
import type { CoreosCloudConfig } from "./coreos-cloud-config.ts";
import type { IgnitionConfig, IgnitionFile, IgnitionUnit } from "./ignition-config.ts";
import type { Problem } from "../problem.ts";
import { convertFiles } from "./convert-files.ts";
import { convertSections } from "./convert-sections.ts";
import { convertUnits } from "./convert-units.ts";
import { convertUsers } from "./convert-users.ts";
import { fillInUnit } from "./fill-in-unit.ts";
import { parseMarkedCoreosCloudConfig } from "./parse-coreos-cloud-config.ts";

export interface ConvertedCoreosCloudConfig {
  /** Absent where the document has an error. */
  readonly config?: IgnitionConfig;
  /** What was wrong, what Ignition cannot do (`not-converted`), and what it does otherwise (`converted-otherwise`). */
  readonly problems: readonly Problem[];
}

/**
 * A coreos-cloudinit document, old or new, as an Ignition config (spec 3.3.0) for Flatcar on AWS. `$private_ipv4` and its kin come from
 * the metadata service at boot; whatever has no counterpart is a warning with its place. Throws nothing for bad text.
 */
export function fromCoreosCloudConfig(text: string): ConvertedCoreosCloudConfig {
  const parsed = parseMarkedCoreosCloudConfig(text, { system: "container-linux" });
  if (parsed.config === undefined) return { problems: parsed.problems };
  const { config, problems } = convertCoreosCloudConfig(parsed.config);
  return {
    config,
    problems: [...parsed.problems.filter(({ rule }) => rule !== "substitution"), ...problems.map(parsed.place)],
  };
}

function convertCoreosCloudConfig(config: CoreosCloudConfig): {
  readonly config: IgnitionConfig;
  readonly problems: readonly Problem[];
} {
  const sections = config.coreos ?? {};
  const parts: Converted[] = [
    convertUsers(config),
    convertFiles(config),
    convertSections(sections),
    convertUnits(sections.units ?? []),
  ];
  const problems = parts.flatMap((part) => part.problems ?? []);
  const templates = parts.flatMap((part) => part.templates ?? []);
  const users = parts.flatMap((part) => part.users ?? []);
  const links = parts.flatMap((part) => part.links ?? []);
  const files = lastByPath(
    parts.flatMap((part) => part.files ?? []),
    problems,
  );
  const units = joinUnits(
    parts.flatMap((part) => part.units ?? []),
    problems,
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
  return { config: result, problems };
}

/** Ignition writes a path once; coreos-cloudinit let the last one win. */
function lastByPath(files: readonly IgnitionFile[], problems: Problem[]): IgnitionFile[] {
  const byPath = new Map<string, IgnitionFile>();
  for (const file of files) {
    if (byPath.has(file.path))
      problems.push(notConverted("$.write_files", `${file.path} is written twice; the last one is kept`, "keep one"));
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}

/** One entry for each name, drop-ins joined; of two contents the last one wins. */
function joinUnits(units: readonly IgnitionUnit[], problems: Problem[]): IgnitionUnit[] {
  const byName = new Map<string, IgnitionUnit>();
  for (const unit of units) {
    const before = byName.get(unit.name);
    const dropins = new Map(
      [...(before?.dropins ?? []), ...(unit.dropins ?? [])].map((dropin) => [dropin.name, dropin]),
    );
    if (before?.contents !== undefined && unit.contents !== undefined) {
      problems.push(notConverted("$.coreos.units", `${unit.name} is written twice; the last one is kept`, "keep one"));
    }
    byName.set(unit.name, { ...before, ...unit, ...(dropins.size > 0 && { dropins: [...dropins.values()] }) });
  }
  return [...byName.values()];
}

/** Services of the document; sockets, timers and mounts come before any ordinary service, so nothing can come before them. */
function runsEarly(unit: IgnitionUnit): boolean {
  return unit.mask !== true && unit.name.endsWith(".service") && !unit.name.endsWith("@.service");
}
