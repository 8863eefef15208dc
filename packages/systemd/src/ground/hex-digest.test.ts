import { describe, expect, it } from "vitest";
import { hexDigest } from "./hex-digest.ts";

describe("hexDigest", () => {
  // FIPS 180-4's own examples, of "abc".
  it.each([
    ["sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "sha512",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ],
  ] as const)("hashes by %s, text and bytes alike", (algorithm, digest) => {
    expect(hexDigest(algorithm, "abc")).toBe(digest);
    expect(hexDigest(algorithm, new TextEncoder().encode("abc"))).toBe(digest);
  });
});
