import { readDataUrl } from "../data-url/read-data-url.ts";
import type { Resource } from "../spec/resource.ts";
import { remembered } from "../remembered.ts";
import { gunzip, gzip } from "./gzip.ts";
import { percentEncodeDataUrl } from "./percent-encode.ts";

/**
 * The unpacked bytes of a resource that needs no network, or nothing when it is fetched, absent or does not
 * decode.
 */
export function inlineBytes({ source, compression }: Resource): Uint8Array | undefined {
  if (source === undefined) return undefined;
  const reading = readDataUrl(source);
  if ("problem" in reading) return undefined;
  if (compression !== "gzip") return reading.data;
  try {
    return gunzip(reading.data);
  } catch {
    return undefined;
  }
}

/**
 * The resource with its bytes in the shortest `data:` URL that does not pack them, so that an envelope packs
 * them better.
 */
export function unpackedResource(resource: Resource): Resource {
  const bytes = inlineBytes(resource);
  return bytes === undefined ? resource : unpacked(resource, bytes);
}

/**
 * The resource with its bytes in the shortest `data:` URL there is: escaped, base64, or gzip and base64. The
 * hash stays true, because Ignition takes it of the unpacked bytes.
 */
export function shortestResource(resource: Resource): Resource {
  const bytes = inlineBytes(resource);
  if (bytes === undefined) return resource;
  const plain = unpacked(resource, bytes);
  const packed: Resource = {
    ...resource,
    source: packedUrl(Buffer.from(bytes).toString("base64")),
    compression: "gzip",
  };
  return jsonLength(packed) < jsonLength(plain) ? packed : plain;
}

const packedUrl = remembered(256, (base64) => base64Url(gzip(Buffer.from(base64, "base64"))));

/** `data:` and base64 of the bytes. */
export function base64Url(bytes: Uint8Array): string {
  return `data:;base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")}`;
}

/**
 * An explicit empty compression stays or replaces another one, so that a merge under this config still
 * changes nothing.
 */
function unpacked(resource: Resource, bytes: Uint8Array): Resource {
  const explicit = resource.compression === undefined ? {} : { compression: "" };
  return { ...resource, source: shortestUrl(bytes), ...explicit };
}

function shortestUrl(bytes: Uint8Array): string {
  const escaped = percentEncodeDataUrl(bytes);
  const base64 = base64Url(bytes);
  return base64.length < escaped.length ? base64 : escaped;
}

function jsonLength(resource: Resource): number {
  return JSON.stringify(resource).length;
}
