import type { Dropin, Unit } from "@drydock/systemd";
import * as z from "zod";
import type { Named, Read, Written } from "../written.ts";

const sections = z.array(
  z.strictObject({ name: z.string(), entries: z.array(z.strictObject({ key: z.string(), value: z.string() })) }),
);
const unitSchema: z.ZodType<Unit, Unit> = z.strictObject({ name: z.string(), sections });
const dropinSchema: z.ZodType<Dropin, Dropin> = z.strictObject({ name: z.string(), of: z.string(), sections });

/** A unit, and whether the node starts it at boot. */
export interface NodeUnit {
  /** The unit. */
  readonly unit: Unit;
  /** Whether the node starts it at boot. */
  readonly enable: boolean;
}

const nodeUnitSchema: z.ZodType<NodeUnit, Unit | NodeUnit> = z.pipe(
  z.transform((given: Unit | NodeUnit): NodeUnit =>
    isNodeUnit(given) ? given : { unit: given, enable: isInstallable(given) },
  ),
  z.strictObject({ unit: unitSchema, enable: z.boolean() }),
);

const fileFields = {
  /** Absolute path. */
  path: z.string(),
  /** What stands in it. Never a secret: user data can be read by every process of the node. */
  text: z.string(),
  /** Mode in octal. Default `0644`. */
  mode: z.string().default("0644"),
  /** Owner as `chown` takes it. Default `root:root`. */
  owner: z.string().default("root:root"),
};

/** What is said of a file. */
export interface NodeFileOptions extends Written<typeof fileFields>, Named {}

/** A text file on a node. Never for secrets: user data can be read by every process of the node. */
export interface NodeFile extends Read<typeof fileFields> {}

const fileSchema: z.ZodType<NodeFile, NodeFileOptions> = z.strictObject(fileFields);

const userFields = {
  /** Name of the account, 1 to 31 characters. */
  name: z.string(),
  /** Groups beside its own. */
  groups: z.array(z.string()).optional(),
  /** Public SSH keys that open it. */
  publicKeys: z.array(z.string()).optional(),
  /** Login shell. Default: the system's. */
  shell: z.string().optional(),
  /** Whether it is a system account, without a home of its own. Default false. */
  system: z.boolean().optional(),
};

/** An account on a node. */
export interface NodeUser extends Written<typeof userFields>, Named {}

const userSchema: z.ZodType<NodeUser, NodeUser> = z.strictObject(userFields);

/** What a person adds to the nodes of a role. */
export const contentFields = {
  /** Units of the role; a bare unit is enabled when it has an [Install] section. */
  units: z.array(nodeUnitSchema).default([]),
  /** Drop-ins for units of the role or of its system. */
  dropins: z.array(dropinSchema).default([]),
  /** Text files of the role. */
  files: z.array(fileSchema).default([]),
  /** Accounts of the role. */
  users: z.array(userSchema).default([]),
  /** Packages to install at first boot, on Ubuntu and Amazon Linux; Flatcar and Fedora CoreOS take none. */
  packages: z.array(z.string()).default([]),
};

/** What is said of a role's content. */
export interface ContentOptions extends Written<typeof contentFields>, Named {}

/** What a person adds to the nodes of a role, once it is read. */
export interface Content extends Read<typeof contentFields> {}

function isNodeUnit(given: Unit | NodeUnit): given is NodeUnit {
  return typeof given === "object" && given !== null && "unit" in given;
}

function isInstallable(unit: Unit): boolean {
  const sections: readonly (Unit["sections"][number] | null | undefined)[] = Array.isArray(unit?.sections)
    ? unit.sections
    : [];
  return sections.some((section) => section?.name === "Install" && section.entries?.length > 0);
}
