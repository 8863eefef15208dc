import { either, flag, list, oneOf, required, since, text, until, whole } from "@drydock/systemd/ground";
import { inNamespace, plain, plainUntil, pointerUntil, repeatable, struct } from "./marks.ts";
import { specVersions } from "./spec-version.ts";

const verification = struct("Verification", { hash: text });
const httpHeader = struct("HttpHeader", { name: required(text), value: text });
const resource = struct("Resource", {
  compression: text,
  httpHeaders: since("3.1.0", list(httpHeader)),
  source: text,
  verification,
});
const configReference = struct("ConfigReference", { source: text, verification });
const authorityReference = struct("AuthorityReference", { source: plainUntil("3.1.0", text), verification });

const ignition = struct("Ignition", {
  config: struct("ConfigReferences", {
    merge: either(until("3.1.0", list(configReference)), since("3.1.0", list(resource))),
    replace: either(until("3.1.0", configReference), since("3.1.0", resource)),
  }),
  proxy: since("3.1.0", struct("Proxy", { httpProxy: text, httpsProxy: text, noProxy: list(text) })),
  security: struct("Security", {
    tls: struct("Tls", {
      certificateAuthorities: either(until("3.1.0", list(authorityReference)), since("3.1.0", list(resource))),
    }),
  }),
  timeouts: struct("Timeouts", { httpResponseHeaders: whole(), httpTotal: whole() }),
  version: required(oneOf(...specVersions)),
});

const kernelArguments = struct("KernelArguments", {
  shouldExist: inNamespace("argument", list(text)),
  shouldNotExist: inNamespace("argument", list(text)),
});

const passwdGroup = struct("PasswdGroup", {
  gid: whole(),
  name: required(text),
  passwordHash: text,
  shouldExist: since("3.2.0", flag),
  system: flag,
});
const passwdUser = struct("PasswdUser", {
  gecos: text,
  groups: list(text),
  homeDir: text,
  name: required(text),
  noCreateHome: flag,
  noLogInit: flag,
  noUserGroup: flag,
  passwordHash: text,
  primaryGroup: text,
  sshAuthorizedKeys: list(text),
  shell: text,
  shouldExist: since("3.2.0", flag),
  system: flag,
  uid: whole(),
});

const partition = struct("Partition", {
  guid: text,
  label: text,
  number: plain(whole()),
  resize: since("3.2.0", flag),
  shouldExist: flag,
  sizeMiB: whole(),
  startMiB: whole(),
  typeGuid: text,
  wipePartitionEntry: flag,
});
const disk = struct("Disk", { device: required(text), partitions: list(partition), wipeTable: flag });
const raid = struct("Raid", {
  devices: list(text),
  level: plainUntil("3.3.0", text),
  name: required(text),
  options: repeatable(list(text)),
  spares: whole(),
});
const filesystem = struct("Filesystem", {
  device: required(text),
  format: text,
  label: text,
  mountOptions: since("3.1.0", repeatable(list(text))),
  options: repeatable(list(text)),
  path: text,
  uuid: text,
  wipeFilesystem: flag,
});

const tang = struct("Tang", { advertisement: since("3.4.0", text), thumbprint: text, url: required(text) });
const clevisCustom = struct("ClevisCustom", {
  config: plainUntil("3.3.0", text),
  needsNetwork: flag,
  pin: plainUntil("3.3.0", text),
});
const clevis = struct("Clevis", {
  custom: pointerUntil("3.3.0", clevisCustom),
  tang: list(tang),
  threshold: whole(),
  tpm2: flag,
});
const luks = struct("Luks", {
  cex: since("3.5.0", struct("Cex", { enabled: flag })),
  clevis: pointerUntil("3.3.0", clevis),
  device: text,
  discard: since("3.4.0", flag),
  keyFile: resource,
  label: text,
  name: required(text),
  openOptions: since("3.4.0", list(text)),
  options: repeatable(list(text)),
  uuid: text,
  wipeVolume: flag,
});

const owner = struct("Owner", { id: whole(), name: text });
const node = { group: owner, overwrite: flag, path: required(text), user: owner };
const directory = struct("Directory", { ...node, mode: whole() });
const file = struct("File", { ...node, append: repeatable(list(resource)), contents: resource, mode: whole() });
const link = struct("Link", { ...node, hard: flag, target: plainUntil("3.3.0", text) });

const unit = struct("Unit", {
  contents: text,
  dropins: list(struct("Dropin", { contents: text, name: required(text) })),
  enabled: flag,
  mask: flag,
  name: required(text),
});

/**
 * The config of specs 3.0 to 3.6 as a shape, each object's fields in the order in which Ignition walks them.
 * Source: coreos/ignition, `config/v3_*`.
 */
export const configShape = struct("Config", {
  ignition,
  kernelArguments: since("3.3.0", kernelArguments),
  passwd: struct("Passwd", { groups: list(passwdGroup), users: list(passwdUser) }),
  storage: struct("Storage", {
    directories: inNamespace("node", list(directory)),
    disks: list(disk),
    files: inNamespace("node", list(file)),
    filesystems: list(filesystem),
    links: inNamespace("node", list(link)),
    luks: since("3.2.0", list(luks)),
    raid: list(raid),
  }),
  systemd: struct("Systemd", { units: list(unit) }),
});
