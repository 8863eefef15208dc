import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Resource } from "../spec/resource.ts";
import { base64Url, inlineBytes, shortestResource, unpackedResource } from "./data-resource.ts";
import { gzip } from "./gzip.ts";
import { percentEncodeDataUrl } from "./percent-encode.ts";

const text = "PATH=/usr/bin:/bin\n";
const packed: Resource = {
  source: base64Url(gzip(Buffer.from(text))),
  compression: "gzip",
  verification: { hash: `sha512-${"0".repeat(128)}` },
};

describe("data resources", () => {
  it("escape only what Ignition would not read", () => {
    expect(percentEncodeDataUrl(Buffer.from('a b/=:?#%"é'))).toBe("data:,a%20b/=:?%23%25%22%C3%A9");
  });

  it("are unpacked with their hash kept, and without a compression that a merge could inherit", () => {
    expect(unpackedResource(packed)).toEqual({
      source: "data:,PATH=/usr/bin:/bin%0A",
      compression: "",
      verification: packed.verification,
    });
    expect(unpackedResource({ source: "data:;base64,aGk=" })).toEqual({ source: "data:,hi" });
  });

  it.each([
    ["short text stays text", "hi", /^data:,hi$/u],
    ["binary becomes base64", Buffer.from([0, 1, 2, 128, 255, 254]), /^data:;base64,/u],
    ["long repetition is packed", "drydock ".repeat(100), /^data:;base64,H4sI/u],
  ])("%s", (_, contents, url) => {
    expect(shortestResource({ source: percentEncodeDataUrl(Buffer.from(contents)) }).source).toMatch(url);
  });

  it.each([
    { source: "https://example.com/x" },
    { source: "data:hello" },
    { source: "data:,x", compression: "gzip" },
    {},
  ])("leave %j alone", (resource) => {
    expect(shortestResource(resource)).toBe(resource);
    expect(unpackedResource(resource)).toBe(resource);
  });

  it("are packed only where that makes them shorter, and hold the same bytes then", () => {
    const resourceOf = (length: number): Resource => ({ source: `data:,${"a".repeat(length)}` });
    const packedOf = (length: number): Resource => ({
      source: base64Url(gzip(Buffer.from("a".repeat(length)))),
      compression: "gzip",
    });
    const lengthOf = (resource: Resource): number => JSON.stringify(resource).length;
    const lengths = Array.from({ length: 400 }, (_, length) => length);
    const even = lengths.filter((length) => lengthOf(packedOf(length)) === lengthOf(resourceOf(length)));
    expect(even.length).toBeGreaterThan(0);
    for (const length of lengths) {
      const isShorter = lengthOf(packedOf(length)) < lengthOf(resourceOf(length));
      expect(shortestResource(resourceOf(length)), `${length}`).toEqual((isShorter ? packedOf : resourceOf)(length));
    }
  });

  it("are escaped where base64 is no shorter", () => {
    expect(unpackedResource({ source: "data:;base64,AQIDBAU=" })).toEqual({ source: "data:,%01%02%03%04%05" });
    expect(unpackedResource({ source: "data:,%01%02%03%04%05%06" })).toEqual({ source: "data:;base64,AQIDBAUG" });
  });

  it("keep their bytes, and never grow", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, zip) => {
        const resource: Resource = zip
          ? { source: base64Url(gzip(bytes)), compression: "gzip" }
          : { source: base64Url(bytes) };
        for (const change of [shortestResource, unpackedResource])
          expect(Buffer.from(inlineBytes(change(resource)) ?? [])).toEqual(Buffer.from(bytes));
        expect(JSON.stringify(shortestResource(resource)).length).toBeLessThanOrEqual(JSON.stringify(resource).length);
      }),
    );
  });
});
