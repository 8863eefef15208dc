import { readInlineData } from "./inline-data.ts";
import { findingAt, type Lint } from "./lint.ts";

/** Contents that are said to be gzip and are not, or come from where Ignition does not unpack. */
export const gzipData: Lint = function* ({ all }) {
  for (const [resource, path] of all("Resource")) {
    if (resource.compression !== "gzip") continue;
    const scheme = /^([A-Za-z0-9]+):/.exec(resource.source ?? "")?.[1]?.toLowerCase();
    if (scheme === "s3" || scheme === "arn") {
      const message = `Ignition unpacks nothing from ${scheme}: sources and would fail at boot`;
      yield findingAt("error", path, "compression", message, "Store the contents unpacked.");
      continue;
    }
    const inline = readInlineData(resource);
    if (inline === undefined || !("problem" in inline)) continue;
    const message = `the data is not gzip (${inline.problem}): Ignition would fail at boot`;
    yield findingAt("error", path, "compression", message, "Remove compression, or pack the contents.");
  }
};
