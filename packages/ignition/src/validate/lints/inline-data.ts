import { readDataUrl } from "../../data-url/read-data-url.ts";
import type { Resource } from "../../spec/resource.ts";

/** The most that is unpacked to check a hash; more is left to the machine. */
const unpackLimit = 64 * 2 ** 20;

/** The contents of a data URL, unpacked; a problem when they are not what `compression` says. */
export type InlineData = { readonly data: Uint8Array } | { readonly problem: string };

/**
 * What stands in the resource itself; undefined for what is elsewhere, or cannot be read, or is too large to
 * unpack.
 */
export function readInlineData({ compression, source = "" }: Resource): InlineData | undefined {
  if (!source.startsWith("data:")) return undefined;
  const reading = readDataUrl(source);
  if ("problem" in reading || compression !== "gzip") return "problem" in reading ? undefined : reading;
  try {
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return { data: gunzipSync(reading.data, { maxOutputLength: unpackLimit }) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
