/**
 * The part of an Ignition config (spec 3.3.0) that a coreos-cloudinit document can become. It is plain data
 * of Ignition's own form, so any Ignition library takes it.
 */
export interface IgnitionConfig {
  readonly ignition: { readonly version: "3.3.0" };
  readonly passwd?: { readonly users: readonly IgnitionUser[] };
  readonly storage?: { readonly files?: readonly IgnitionFile[]; readonly links?: readonly IgnitionLink[] };
  readonly systemd?: { readonly units: readonly IgnitionUnit[] };
}

/** An account; of one that exists, only password and keys change. */
export interface IgnitionUser {
  readonly name: string;
  readonly passwordHash?: string;
  readonly sshAuthorizedKeys?: readonly string[];
  readonly gecos?: string;
  readonly homeDir?: string;
  readonly noCreateHome?: boolean;
  readonly primaryGroup?: string;
  readonly groups?: readonly string[];
  readonly noUserGroup?: boolean;
  readonly noLogInit?: boolean;
  readonly shell?: string;
  readonly system?: boolean;
}

/** A file to write. */
export interface IgnitionFile {
  readonly path: string;
  readonly overwrite?: boolean;
  /** Decimal, as JSON has it: 420 is 0644. */
  readonly mode?: number;
  readonly user?: IgnitionOwner;
  readonly group?: IgnitionOwner;
  readonly contents?: IgnitionResource;
  readonly append?: readonly IgnitionResource[];
}

/** A user or a group, by number or by name. */
export type IgnitionOwner = { readonly id: number } | { readonly name: string };

/** Content as a URL, here always a `data:` URL. */
export interface IgnitionResource {
  readonly source: string;
  readonly compression?: "gzip";
}

/** A symbolic link, or a hard one, to make. */
export interface IgnitionLink {
  readonly path: string;
  readonly target: string;
  readonly overwrite?: boolean;
  readonly hard?: boolean;
}

/** A unit of systemd, with its drop-ins. */
export interface IgnitionUnit {
  readonly name: string;
  readonly enabled?: boolean;
  readonly mask?: boolean;
  readonly contents?: string;
  readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
}
