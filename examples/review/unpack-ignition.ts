import { gunzipSync } from "node:zlib";
import { decodeDataUrl } from "@drydock/ignition";

/**
 * User data of Ignition as a person reads it: what its `data:` URLs carry stands unpacked as `text` in their
 * place, a config that is packed into another one included.
 */
export function unpackIgnition(userData: string): unknown {
  return unpacked(JSON.parse(userData));
}

function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== "object" || value === null) return value;
  if ("source" in value && typeof value.source === "string" && value.source.startsWith("data:")) {
    const { source, ...rest } = value;
    const bytes = decodeDataUrl(source);
    const text = Buffer.from("compression" in rest && rest.compression === "gzip" ? gunzipSync(bytes) : bytes);
    return { ...rest, text: isConfig(text.toString()) ? unpackIgnition(text.toString()) : text.toString() };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpacked(item)]));
}

function isConfig(text: string): boolean {
  return text.startsWith('{"ignition":');
}
