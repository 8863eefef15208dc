/** How a field is written down once for all specs; the numbers are minor versions of 3.x. */
export interface FieldDefinition {
  readonly kind: "string" | "integer" | "boolean" | "struct" | "strings" | "structs";
  readonly of?: StructName;
  /** What stood in this place in spec 3.0. */
  readonly of30?: StructName;
  readonly since?: number;
  readonly required?: true;
  readonly plainUntil?: number;
  readonly pointerUntil?: number;
  readonly namespace?: string;
  readonly repeatable?: true;
}

/** The name of a kind of object in the specs. */
export type StructName =
  | "Config"
  | "Ignition"
  | "ConfigReferences"
  | "Proxy"
  | "Security"
  | "Tls"
  | "Timeouts"
  | "KernelArguments"
  | "Passwd"
  | "PasswdUser"
  | "PasswdGroup"
  | "Storage"
  | "Disk"
  | "Partition"
  | "Raid"
  | "Luks"
  | "Clevis"
  | "ClevisCustom"
  | "Tang"
  | "Cex"
  | "Filesystem"
  | "Directory"
  | "File"
  | "Link"
  | "Owner"
  | "Systemd"
  | "Unit"
  | "Dropin"
  | "Resource"
  | "ConfigReference"
  | "AuthorityReference"
  | "HttpHeader"
  | "Verification";

type Extra = Omit<FieldDefinition, "kind" | "of">;

/** A text. */
export function string(extra: Extra = {}): FieldDefinition {
  return { kind: "string", ...extra };
}
/** A whole number. */
export function integer(extra: Extra = {}): FieldDefinition {
  return { kind: "integer", ...extra };
}
/** A truth value. */
export function boolean(extra: Extra = {}): FieldDefinition {
  return { kind: "boolean", ...extra };
}
/** A list of texts. */
export function strings(extra: Extra = {}): FieldDefinition {
  return { kind: "strings", ...extra };
}
/** An object of that kind. */
export function struct(of: StructName, extra: Extra = {}): FieldDefinition {
  return { kind: "struct", of, ...extra };
}
/** A list of objects of that kind. */
export function list(of: StructName, extra: Extra = {}): FieldDefinition {
  return { kind: "structs", of, ...extra };
}
