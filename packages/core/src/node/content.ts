import type { Dropin, Unit } from "@drydock/systemd";
import * as z from "zod/mini";
import type { Named, Read, Written } from "../written.ts";

const sections = z.array(
  z.strictObject({ name: z.string(), entries: z.array(z.strictObject({ key: z.string(), value: z.string() })) }),
);
const unitSchema: z.ZodMiniType<Unit, Unit> = z.strictObject({ name: z.string(), sections });
const dropinSchema: z.ZodMiniType<Dropin, Dropin> = z.strictObject({ name: z.string(), of: z.string(), sections });

/** A unit, and whether the node starts it at boot. */
export interface NodeUnit {
  /** The unit. */
  readonly unit: Unit;
  /** Whether the node starts it at boot. */
  readonly enable: boolean;
}

const nodeUnitSchema: z.ZodMiniType<NodeUnit, Unit | NodeUnit> = z.pipe(
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
  mode: z._default(z.string(), "0644"),
  /** Owner by names, `user` or `user:group`. Default `root:root`. */
  owner: z._default(z.string(), "root:root"),
};

/** What is said of a file. */
export interface NodeFileOptions extends Written<typeof fileFields>, Named {}

/** A text file on a node. Never for secrets: user data can be read by every process of the node. */
export interface NodeFile extends Read<typeof fileFields> {}

const fileSchema: z.ZodMiniType<NodeFile, NodeFileOptions> = z.strictObject(fileFields);

const userFields = {
  /** Name of the account, 1 to 31 characters. */
  name: z.string(),
  /** Groups beside its own. */
  groups: z.optional(z.array(z.string())),
  /** Public SSH keys that open it. */
  publicKeys: z.optional(z.array(z.string())),
  /** Login shell. Default: the system's. */
  shell: z.optional(z.string()),
  /** Whether it is a system account, without a home of its own. Default false. */
  system: z.optional(z.boolean()),
};

/** An account on a node. */
export interface NodeUser extends Written<typeof userFields>, Named {}

const userSchema: z.ZodMiniType<NodeUser, NodeUser> = z.strictObject(userFields);

/** What a person adds to the nodes of a role. */
export const contentFields = {
  /** Units of the role; a bare unit is enabled when it has an [Install] section. */
  units: z._default(z.array(nodeUnitSchema), []),
  /** Drop-ins for units of the role or of its system. */
  dropins: z._default(z.array(dropinSchema), []),
  /** Text files of the role. */
  files: z._default(z.array(fileSchema), []),
  /** Accounts of the role. */
  users: z._default(z.array(userSchema), []),
  /** Packages to install at first boot, on Ubuntu and Amazon Linux; Flatcar and Fedora CoreOS take none. */
  packages: z._default(z.array(z.string()), []),
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
