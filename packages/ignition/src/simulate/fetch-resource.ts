import { hexDigest } from "@drydock/systemd/ground";
import { DataUrlError, decodeDataUrl } from "../data-url/data-url.ts";
import { gunzip } from "../fit/gzip.ts";
import type { Resource } from "../spec/resource.ts";
import { StageFailure } from "./stage-failure.ts";

/** The bytes behind a URL that is no `data:` URL, as the server sends them; nothing when there is nothing. */
export type FetchUrl = (url: string) => Uint8Array | undefined;

/** The bytes of a resource as Ignition gets them: fetched, unpacked and checked. */
export function fetchResource(resource: Resource, path: string, fetchUrl: FetchUrl): Uint8Array {
  const { source = "", compression, verification } = resource;
  const expected = expectedHash(verification?.hash, path);
  if (source === "") return new Uint8Array();
  const bytes = unpack(fetchBytes(source, path, fetchUrl), source, compression, path);
  if (expected) checkHash(bytes, expected, path);
  return bytes;
}

function fetchBytes(source: string, path: string, fetchUrl: FetchUrl): Uint8Array {
  if (!/^data:/iu.test(source)) {
    const bytes = fetchUrl(source);
    if (bytes) return bytes;
    throw new StageFailure(
      path,
      `${source} is not on the node and no simulated server has it; pass \`fetch\` with its bytes`,
    );
  }
  try {
    return decodeDataUrl(source.replace(/^data:/iu, "data:"));
  } catch (error) {
    if (error instanceof DataUrlError) throw new StageFailure(path, error.message);
    throw error;
  }
}

function unpack(bytes: Uint8Array, source: string, compression: string | undefined, path: string): Uint8Array {
  if (compression === undefined || compression === "") return bytes;
  if (compression !== "gzip")
    throw new StageFailure(path, `compression ${JSON.stringify(compression)} is unknown; use gzip or leave it out`);
  if (/^(s3|arn):/iu.test(source))
    throw new StageFailure(path, "compression is not supported with that scheme; store the bytes unpacked");
  try {
    return gunzip(bytes);
  } catch {
    throw new StageFailure(path, "the bytes are not gzip; drop the compression or pack them");
  }
}

/** Fails when the resource's hash is none, which Ignition notices before it writes anything of the file. */
export function checkHashForm({ verification }: Resource, path: string): void {
  expectedHash(verification?.hash, path);
}

interface ExpectedHash {
  readonly algorithm: "sha256" | "sha512";
  readonly digest: string;
}

function expectedHash(hash: string | undefined, path: string): ExpectedHash | undefined {
  if (hash === undefined) return undefined;
  const [, algorithm, digits = ""] = /^(sha512|sha256)-([0-9a-fA-F]*)$/u.exec(hash) ?? [];
  const digest = digits.toLowerCase();
  if (algorithm === "sha512" && digest.length === 128) return { algorithm, digest };
  if (algorithm === "sha256" && digest.length === 64) return { algorithm, digest };
  throw new StageFailure(
    path,
    `the hash ${JSON.stringify(hash)} is not sha512- with 128 or sha256- with 64 hex digits`,
  );
}

function checkHash(bytes: Uint8Array, { algorithm, digest }: ExpectedHash, path: string): void {
  const actual = hexDigest(algorithm, bytes);
  if (actual !== digest)
    throw new StageFailure(path, `the bytes hash to ${algorithm}-${actual}, not to ${algorithm}-${digest}`);
}
