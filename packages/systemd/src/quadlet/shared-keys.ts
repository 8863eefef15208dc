import type { ValueKind } from "../value/value-kinds.ts";

/** Keys that several quadlet groups take alike, by what they are about. */
export const shared = {
  addHost: { AddHost: "lines" },
  dns: { DNS: "lines", DNSOption: "lines", DNSSearch: "lines" },
  idMaps: {
    GIDMap: "words",
    SubGIDMap: "text",
    SubUIDMap: "text",
    UIDMap: "words",
    UserNS: "text",
  },
  podman: {
    ContainersConfModule: "lines",
    GlobalArgs: "arguments",
    PodmanArgs: "arguments",
    ServiceName: "text",
  },
  pulling: { AuthFile: "text", Retry: "unsigned", RetryDelay: "text", TLSVerify: "boolean" },
  registry: { CertDir: "text", Creds: "text", DecryptionKey: "text" },
  remap: { RemapGid: "lines", RemapUid: "lines", RemapUidSize: "unsigned", RemapUsers: "text" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ValueKind>>>>;
