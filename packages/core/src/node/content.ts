import type { Dropin, Unit } from "@drydock/systemd";
import { z } from "zod";
import { mapEach } from "../map-each.ts";

/** What a person adds to the nodes of a role. */
export interface Content {
  readonly units: readonly NodeUnit[];
  readonly dropins: readonly Dropin[];
  readonly files: readonly NodeFile[];
  readonly users: readonly NodeUser[];
  /** Packages that a package-based system installs at first boot; Flatcar and Fedora CoreOS take none. */
  readonly packages: readonly string[];
}

/** A unit, and whether the node starts it at boot. */
export interface NodeUnit {
  readonly unit: Unit;
  readonly enable: boolean;
}

/** A text file on a node. Never for secrets: user data can be read by every process of the node. */
export interface NodeFile {
  readonly path: string;
  readonly text: string;
  /** Mode in octal. */
  readonly mode: string;
  /** Owner as `chown` takes it. */
  readonly owner: string;
}

export interface NodeFileOptions {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** Mode in octal. Default `0644`. */
  readonly mode?: string;
  /** Owner as `chown` takes it. Default `root:root`. */
  readonly owner?: string;
}

/** An account on a node. */
export interface NodeUser {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly publicKeys?: readonly string[];
  readonly shell?: string;
  readonly system?: boolean;
}

export interface ContentOptions {
  /** Units of the role; a bare unit is enabled when it has an [Install] section. */
  readonly units?: readonly (Unit | NodeUnit)[];
  /** Drop-ins for units of the role or of its system. */
  readonly dropins?: readonly Dropin[];
  readonly files?: readonly NodeFileOptions[];
  readonly users?: readonly NodeUser[];
  /** Packages to install at first boot, on Ubuntu and Amazon Linux. */
  readonly packages?: readonly string[];
}

const sections = z.array(
  z.strictObject({ name: z.string(), entries: z.array(z.strictObject({ key: z.string(), value: z.string() })) }),
);
const unit = z.strictObject({ name: z.string(), sections });

export const contentSchemas = {
  units: z.array(z.strictObject({ unit, enable: z.boolean() })),
  dropins: z.array(z.strictObject({ name: z.string(), of: z.string(), sections })),
  files: z.array(z.strictObject({ path: z.string(), text: z.string(), mode: z.string(), owner: z.string() })),
  users: z.array(
    z.strictObject({
      name: z.string(),
      groups: z.array(z.string()).optional(),
      publicKeys: z.array(z.string()).optional(),
      shell: z.string().optional(),
      system: z.boolean().optional(),
    }),
  ),
  packages: z.array(z.string()),
};

/** A role's content with its defaults filled in. */
export function contentFrom({
  units = [],
  dropins = [],
  files = [],
  users = [],
  packages = [],
}: ContentOptions): Content {
  const nodeUnit = (given: Unit | NodeUnit): NodeUnit =>
    isNodeUnit(given) ? given : { unit: given, enable: isInstallable(given) };
  const nodeFile = (given: NodeFileOptions): NodeFile => ({ mode: "0644", owner: "root:root", ...given });
  return { units: mapEach(units, nodeUnit), dropins, files: mapEach(files, nodeFile), users, packages };
}

function isNodeUnit(given: Unit | NodeUnit): given is NodeUnit {
  return typeof given === "object" && given !== null && "unit" in given;
}

function isInstallable(unit: Unit): boolean {
  return (
    Array.isArray(unit?.sections) && unit.sections.some(({ name, entries }) => name === "Install" && entries.length > 0)
  );
}
