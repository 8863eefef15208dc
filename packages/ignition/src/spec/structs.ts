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

function string(extra: Extra = {}): FieldDefinition {
  return { kind: "string", ...extra };
}
function integer(extra: Extra = {}): FieldDefinition {
  return { kind: "integer", ...extra };
}
function boolean(extra: Extra = {}): FieldDefinition {
  return { kind: "boolean", ...extra };
}
function strings(extra: Extra = {}): FieldDefinition {
  return { kind: "strings", ...extra };
}
function struct(of: StructName, extra: Extra = {}): FieldDefinition {
  return { kind: "struct", of, ...extra };
}
function list(of: StructName, extra: Extra = {}): FieldDefinition {
  return { kind: "structs", of, ...extra };
}

const required = { required: true } as const;
const repeatable = { repeatable: true } as const;
const node = {
  group: struct("Owner"),
  overwrite: boolean(),
  path: string(required),
  user: struct("Owner"),
};

/** Every object of specs 3.0 to 3.6, its fields in the order in which Ignition walks them. */
export const structs = {
  Config: {
    ignition: struct("Ignition"),
    kernelArguments: struct("KernelArguments", { since: 3 }),
    passwd: struct("Passwd"),
    storage: struct("Storage"),
    systemd: struct("Systemd"),
  },
  Ignition: {
    config: struct("ConfigReferences"),
    proxy: struct("Proxy", { since: 1 }),
    security: struct("Security"),
    timeouts: struct("Timeouts"),
    version: string(required),
  },
  ConfigReferences: {
    merge: list("Resource", { of30: "ConfigReference" }),
    replace: struct("Resource", { of30: "ConfigReference" }),
  },
  Proxy: { httpProxy: string(), httpsProxy: string(), noProxy: strings() },
  Security: { tls: struct("Tls") },
  Tls: { certificateAuthorities: list("Resource", { of30: "AuthorityReference" }) },
  Timeouts: { httpResponseHeaders: integer(), httpTotal: integer() },
  KernelArguments: {
    shouldExist: strings({ namespace: "argument" }),
    shouldNotExist: strings({ namespace: "argument" }),
  },
  Passwd: { groups: list("PasswdGroup"), users: list("PasswdUser") },
  PasswdGroup: {
    gid: integer(),
    name: string(required),
    passwordHash: string(),
    shouldExist: boolean({ since: 2 }),
    system: boolean(),
  },
  PasswdUser: {
    gecos: string(),
    groups: strings(),
    homeDir: string(),
    name: string(required),
    noCreateHome: boolean(),
    noLogInit: boolean(),
    noUserGroup: boolean(),
    passwordHash: string(),
    primaryGroup: string(),
    sshAuthorizedKeys: strings(),
    shell: string(),
    shouldExist: boolean({ since: 2 }),
    system: boolean(),
    uid: integer(),
  },
  Storage: {
    directories: list("Directory", { namespace: "node" }),
    disks: list("Disk"),
    files: list("File", { namespace: "node" }),
    filesystems: list("Filesystem"),
    links: list("Link", { namespace: "node" }),
    luks: list("Luks", { since: 2 }),
    raid: list("Raid"),
  },
  Disk: { device: string(required), partitions: list("Partition"), wipeTable: boolean() },
  Partition: {
    guid: string(),
    label: string(),
    number: integer({ plainUntil: Number.POSITIVE_INFINITY }),
    resize: boolean({ since: 2 }),
    shouldExist: boolean(),
    sizeMiB: integer(),
    startMiB: integer(),
    typeGuid: string(),
    wipePartitionEntry: boolean(),
  },
  Raid: {
    devices: strings(),
    level: string({ plainUntil: 3 }),
    name: string(required),
    options: strings(repeatable),
    spares: integer(),
  },
  Luks: {
    cex: struct("Cex", { since: 5 }),
    clevis: struct("Clevis", { pointerUntil: 3 }),
    device: string(),
    discard: boolean({ since: 4 }),
    keyFile: struct("Resource"),
    label: string(),
    name: string(required),
    openOptions: strings({ since: 4 }),
    options: strings(repeatable),
    uuid: string(),
    wipeVolume: boolean(),
  },
  Cex: { enabled: boolean() },
  Clevis: {
    custom: struct("ClevisCustom", { pointerUntil: 3 }),
    tang: list("Tang"),
    threshold: integer(),
    tpm2: boolean(),
  },
  ClevisCustom: { config: string({ plainUntil: 3 }), needsNetwork: boolean(), pin: string({ plainUntil: 3 }) },
  Tang: { advertisement: string({ since: 4 }), thumbprint: string(), url: string(required) },
  Filesystem: {
    device: string(required),
    format: string(),
    label: string(),
    mountOptions: strings({ since: 1, ...repeatable }),
    options: strings(repeatable),
    path: string(),
    uuid: string(),
    wipeFilesystem: boolean(),
  },
  Directory: { ...node, mode: integer() },
  File: {
    ...node,
    append: list("Resource", repeatable),
    contents: struct("Resource"),
    mode: integer(),
  },
  Link: { ...node, hard: boolean(), target: string({ plainUntil: 3 }) },
  Owner: { id: integer(), name: string() },
  Systemd: { units: list("Unit") },
  Unit: {
    contents: string(),
    dropins: list("Dropin"),
    enabled: boolean(),
    mask: boolean(),
    name: string(required),
  },
  Dropin: { contents: string(), name: string(required) },
  Resource: {
    compression: string(),
    httpHeaders: list("HttpHeader", { since: 1 }),
    source: string(),
    verification: struct("Verification"),
  },
  ConfigReference: { source: string(), verification: struct("Verification") },
  AuthorityReference: { source: string({ plainUntil: 1 }), verification: struct("Verification") },
  HttpHeader: { name: string(required), value: string() },
  Verification: { hash: string() },
} satisfies Readonly<Record<StructName, Readonly<Record<string, FieldDefinition>>>>;
