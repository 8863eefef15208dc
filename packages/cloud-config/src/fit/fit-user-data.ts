import { checkOptions, list, object, required, text as textShape, userDataLimit, whole } from "@drydock/systemd/ground";
import { CloudConfigError } from "../validate/cloud-config-error.ts";

/** What a part of a document adds to it. */
export interface UserDataShare {
  /** `write_files.0 /etc/etcd.conf`, or the top-level key. */
  readonly name: string;
  /** Bytes of its YAML. */
  readonly bytes: number;
  /** Bytes by which the packed document would shrink without it. */
  readonly packed: number;
}

/** User data that fits, and where its size comes from. */
export interface FittedUserData {
  /** What goes into the instance, before base64. */
  readonly userData: Uint8Array;
  readonly tactic: "plain" | "gzip";
  /** Largest first. */
  readonly breakdown: readonly UserDataShare[];
}

/** A part of a document: its own bytes, and the document without it. */
export interface UserDataSection {
  readonly name: string;
  readonly bytes: number;
  readonly without: string;
}

/** How large user data may be, and which parts explain its size. */
export interface FitOptions {
  /** Default 16,384 bytes, EC2's. */
  readonly limit?: number;
  /** The parts that explain the size. Default none. */
  readonly sections?: readonly UserDataSection[];
}

const fitOptions = object<FitOptions>({
  limit: whole({ min: 1 }),
  sections: list(
    object<UserDataSection>({ name: required(textShape), bytes: required(whole()), without: required(textShape) }),
  ),
});

/**
 * Any user-data text (a config, a multi-part document, a script) that fits: plain where it can, else gzip
 * over the whole, which cloud-init and coreos-cloudinit both undo.
 * @throws {CloudConfigError} when it is larger than the limit even packed; the message names the largest
 * sections.
 * @throws {OptionError} `invalid-option`, for options that there are not.
 *
 * @example
 * ```ts
 * import { fitUserData } from "@drydock/cloud-config";
 *
 * console.log(fitUserData("#!/bin/sh\n").tactic, fitUserData("x".repeat(20_000)).tactic); // plain gzip
 * ```
 */
export function fitUserData(text: string, options: FitOptions = {}): FittedUserData {
  checkOptions("fitUserData", fitOptions, options);
  checkOptions("fitUserData", textShape, text);
  const { limit = userDataLimit, sections = [] } = options;
  const plain = Buffer.from(text, "utf8");
  const packed = pack(text);
  const breakdown = sections
    .map(({ name, bytes, without }) => ({ name, bytes, packed: Math.max(0, packed.length - pack(without).length) }))
    .toSorted((left, right) => right.bytes - left.bytes);
  if (plain.length <= limit) return { userData: plain, tactic: "plain", breakdown };
  if (packed.length <= limit) return { userData: packed, tactic: "gzip", breakdown };
  const largest = breakdown.toSorted((left, right) => right.packed - left.packed).slice(0, 10);
  const list = largest.map(({ name, bytes, packed: own }) => `${name}: ${bytes} bytes, ${own} packed`).join("; ");
  const message = `user data is ${plain.length} bytes, ${packed.length} packed, and may be ${limit}${list === "" ? "" : `; the largest parts: ${list}`}`;
  const remedy = "Fetch the largest files at boot instead of carrying them.";
  throw new CloudConfigError([{ severity: "error", path: "$", message, remedy, rule: "too-large" }]);
}

/** RFC 1952: the header's byte that names the machine which packed it, and its value for "unknown". */
const osByte = 9;
const osUnknown = 255;

function pack(text: string): Uint8Array {
  const { gzipSync } = process.getBuiltinModule("node:zlib");
  const packed = gzipSync(text, { level: 9 });
  packed[osByte] = osUnknown;
  return packed;
}
