import { flag, list, map, object, oneOf, required, since, text, textLike } from "@drydock/systemd/ground";

/** How `content` is packed; `text/plain` means not at all. */
export type FileEncoding = (typeof fileEncodings)[number];

/**
 * Every spelling that cloud-init takes (Debian 12's schema); all but `text/plain` are also
 * coreos-cloudinit's.
 */
const fileEncodings = [
  "text/plain",
  "b64",
  "base64",
  "gz",
  "gzip",
  "gz+b64",
  "gz+base64",
  "gzip+b64",
  "gzip+base64",
] as const;

/** A file that cloud-init writes, always over what stands there. Parents are made with mode 0755. */
export interface WriteFile {
  /** Absolute path. */
  readonly path: string;
  /** What the file holds, packed as `encoding` says. Default: nothing. */
  readonly content?: string;
  /** Where the content comes from, fetched at boot; `content` is the fallback. */
  readonly source?: WriteFileSource;
  readonly encoding?: FileEncoding;
  /** `user:group`, default `root:root`. A user that the same config makes needs `defer: true`. */
  readonly owner?: string;
  /** Octal, as a string: `"0644"` (the default). */
  readonly permissions?: string;
  /** Adds to the end of the file where it exists. Default false. */
  readonly append?: boolean;
  /** Writes in the final stage, after users are made and packages installed. Default false. */
  readonly defer?: boolean;
}

/** Where a file's content is fetched from, from cloud-init 24.3 on. */
export interface WriteFileSource {
  /** Any URL that cloud-init reads: http, https, file. */
  readonly uri: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const absolutePath = textLike(/^\/[^\0]*$/s, 'an absolute path ("/…")');

/** Octal with an optional `0o`; the loader strips that prefix, other spellings it refuses or misreads. */
const octalMode = textLike(/^(0o)?[0-7]{3,5}$/, 'an octal mode as a string, for example "0644"');

export const writeFiles = list(
  object<WriteFile>({
    path: required(absolutePath),
    owner: textLike(/^[^:\s]*(:[^:\s]*)?$/, '"user:group"'),
    permissions: octalMode,
    encoding: oneOf(...fileEncodings),
    append: flag,
    defer: flag,
    source: since("24.3", object<WriteFileSource>({ uri: required(text), headers: map(text) })),
    content: text,
  }),
  { min: 1 },
);
