import type { Dropin, Unit } from "@drydock/systemd";
import * as z from "zod";
import type { Read } from "../written.ts";

const sections = z.array(
  z.strictObject({ name: z.string(), entries: z.array(z.strictObject({ key: z.string(), value: z.string() })) }),
);
const unitSchema: z.ZodType<Unit, Unit> = z.strictObject({ name: z.string(), sections });
const dropinSchema: z.ZodType<Dropin, Dropin> = z.strictObject({ name: z.string(), of: z.string(), sections });

/** A unit, and whether the node starts it at boot. */
export interface NodeUnit {
  readonly unit: Unit;
  readonly enable: boolean;
}

const nodeUnitSchema: z.ZodType<NodeUnit, Unit | NodeUnit> = z.pipe(
  z.transform((given: Unit | NodeUnit): NodeUnit =>
    isNodeUnit(given) ? given : { unit: given, enable: isInstallable(given) },
  ),
  z.strictObject({ unit: unitSchema, enable: z.boolean() }),
);

export const fileFields = z.strictObject({
  path: z.string(),
  text: z.string(),
  mode: z.string().default("0644"),
  owner: z.string().default("root:root"),
});

/** What is said of a file. */
export interface NodeFileOptions {
  /** Absolute path. */
  readonly path: string;
  /** What stands in it. Never a secret: user data can be read by every process of the node. */
  readonly text: string;
  /** Mode in octal. Default `0644`. */
  readonly mode?: string | undefined;
  /** Owner as `chown` takes it. Default `root:root`. */
  readonly owner?: string | undefined;
}

/** A text file on a node. Never for secrets: user data can be read by every process of the node. */
export interface NodeFile extends Read<typeof fileFields> {}

const fileSchema: z.ZodType<NodeFile, NodeFileOptions> = fileFields;

export const userFields = z.strictObject({
  name: z.string(),
  groups: z.array(z.string()).optional(),
  publicKeys: z.array(z.string()).optional(),
  shell: z.string().optional(),
  system: z.boolean().optional(),
});

/** An account on a node. */
export interface NodeUser {
  /** Name of the account, 1 to 31 characters. */
  readonly name: string;
  /** Groups beside its own. */
  readonly groups?: readonly string[] | undefined;
  /** Public SSH keys that open it. */
  readonly publicKeys?: readonly string[] | undefined;
  /** Login shell. Default: the system's. */
  readonly shell?: string | undefined;
  /** Whether it is a system account, without a home of its own. Default false. */
  readonly system?: boolean | undefined;
}

const userSchema: z.ZodType<NodeUser, NodeUser> = userFields;

/** What a person adds to the nodes of a role. */
export const contentFields = {
  units: z.array(nodeUnitSchema).default([]),
  dropins: z.array(dropinSchema).default([]),
  files: z.array(fileSchema).default([]),
  users: z.array(userSchema).default([]),
  packages: z.array(z.string()).default([]),
};
export const contentSchema = z.strictObject(contentFields);

/** What is said of a role's content. */
export interface ContentOptions {
  /** Units of the role; a bare unit is enabled when it has an [Install] section. */
  readonly units?: readonly (Unit | NodeUnit)[] | undefined;
  /** Drop-ins for units of the role or of its system. */
  readonly dropins?: readonly Dropin[] | undefined;
  /** Text files of the role. */
  readonly files?: readonly NodeFileOptions[] | undefined;
  /** Accounts of the role. */
  readonly users?: readonly NodeUser[] | undefined;
  /** Packages to install at first boot, on Ubuntu and Amazon Linux; Flatcar and Fedora CoreOS take none. */
  readonly packages?: readonly string[] | undefined;
}

/** What a person adds to the nodes of a role, once it is read. */
export interface Content extends Read<typeof contentSchema> {}

function isNodeUnit(given: Unit | NodeUnit): given is NodeUnit {
  return typeof given === "object" && given !== null && "unit" in given;
}

function isInstallable(unit: Unit): boolean {
  const sections: readonly (Unit["sections"][number] | null | undefined)[] = Array.isArray(unit?.sections)
    ? unit.sections
    : [];
  return sections.some((section) => section?.name === "Install" && section.entries?.length > 0);
}
