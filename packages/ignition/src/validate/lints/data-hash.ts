import { hexDigest } from "@drydock/systemd/ground";
import { readInlineData } from "./inline-data.ts";
import { findingAt, type Lint } from "./lint.ts";

/** A data URL whose contents do not have the hash that is given for them. */
export const dataHash: Lint = function* ({ all }) {
  for (const [resource, path] of all("Resource")) {
    const [, algorithm, given = ""] = /^(sha256|sha512)-([\dA-Fa-f]+)$/.exec(resource.verification?.hash ?? "") ?? [];
    if (algorithm !== "sha256" && algorithm !== "sha512") continue;
    const inline = readInlineData(resource);
    if (inline === undefined || "problem" in inline) continue;
    const actual = hexDigest(algorithm, inline.data);
    if (actual === given.toLowerCase()) continue;
    const message = `the contents have the hash ${algorithm}-${actual}: Ignition would fail at boot`;
    yield findingAt("error", [...path, "verification"], "hash", message, "Give that hash, or correct the contents.");
  }
};
