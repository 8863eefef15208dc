import { gzipSync } from "node:zlib";
import type { CloudConfig } from "./cloud-config.ts";
import type { RenderOptions } from "./render-cloud-config.ts";
import { CloudConfigError } from "./cloud-config-error.ts";
import { printCloudConfig } from "./print-cloud-config.ts";
import { renderCloudConfig } from "./render-cloud-config.ts";

/** Bytes of user data that EC2 takes, before base64. Source: EC2 user guide, "Add user data". */
export const userDataLimit = 16_384;

/** What a part of a config adds to the document. */
export interface UserDataShare {
  /** `write_files.0 /etc/etcd.conf`, or the top-level key. */
  readonly name: string;
  /** Bytes of its YAML. */
  readonly bytes: number;
  /** Bytes by which the packed document would shrink without it. */
  readonly packed: number;
}

export interface FittedUserData {
  /** What goes into the instance, before base64. */
  readonly userData: Uint8Array;
  readonly tactic: "plain" | "gzip";
  /** Largest first. */
  readonly breakdown: readonly UserDataShare[];
}

/**
 * A config as user data that fits: plain where it can, else gzip over the whole, which cloud-init and coreos-cloudinit both undo.
 * @throws {CloudConfigError} when the config has an error, or is larger than `limit` bytes even packed: the message names the largest files.
 */
export function fitCloudConfig(config: CloudConfig, options: RenderOptions & { readonly limit?: number }): FittedUserData {
  const { limit = userDataLimit, ...rest } = options;
  const text = renderCloudConfig(config, rest);
  const print = (part: CloudConfig): string => printCloudConfig(part, rest.jinja ?? false);
  const header = Buffer.byteLength(print({})) - "{}\n".length;
  const parts = sharesOf(config).map(([name, only, without]) => ({ name, bytes: Buffer.byteLength(print(only)) - header, without: print(without) }));
  return fitText(text, limit, parts);
}

function fitText(
  text: string,
  limit: number,
  parts: readonly { readonly name: string; readonly bytes: number; readonly without: string }[],
): FittedUserData {
  const plain = Buffer.from(text, "utf8");
  const packed = pack(text);
  const breakdown = parts
    .map(({ name, bytes, without }) => ({ name, bytes, packed: Math.max(0, packed.length - pack(without).length) }))
    .toSorted((left, right) => right.bytes - left.bytes);
  if (plain.length <= limit) return { userData: plain, tactic: "plain", breakdown };
  if (packed.length <= limit) return { userData: packed, tactic: "gzip", breakdown };
  const largest = breakdown.toSorted((left, right) => right.packed - left.packed).slice(0, 10);
  const list = largest.map(({ name, bytes, packed: own }) => `${name}: ${bytes} bytes, ${own} packed`).join("; ");
  const message = `user data is ${plain.length} bytes, ${packed.length} packed, and may be ${limit}; the largest parts: ${list}`;
  const remedy = "fetch the largest files at boot instead of carrying them";
  throw new CloudConfigError([{ severity: "error", path: "$", message, remedy, rule: "too-large" }]);
}

/** RFC 1952: the header's byte that names the machine which packed it, and its value for "unknown". */
const osByte = 9;
const osUnknown = 255;

function pack(text: string): Uint8Array {
  const packed = gzipSync(text, { level: 9 });
  packed[osByte] = osUnknown;
  return packed;
}

function sharesOf(config: CloudConfig): (readonly [name: string, only: CloudConfig, without: CloudConfig])[] {
  const files = config.write_files ?? [];
  const { write_files: _, ...rest } = config;
  const ofFiles = files.map((file, index) => {
    const others = files.filter((_file, position) => position !== index);
    return [`write_files.${index} ${file.path}`, { write_files: [file] }, others.length === 0 ? rest : { ...rest, write_files: others }] as const;
  });
  const ofKeys = Object.entries(rest).filter(([, value]) => value !== undefined).map(([key, value]) => {
    const without = Object.fromEntries(Object.entries(config).filter(([other]) => other !== key));
    return [key, { [key]: value }, without] as const;
  });
  return [...ofFiles, ...ofKeys];
}
