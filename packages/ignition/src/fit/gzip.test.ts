import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gunzip, gzip } from "./gzip.ts";

describe("gzip", () => {
  it("writes the same bytes for ever: no time, no name, a fixed system", () => {
    expect(Buffer.from(gzip(Buffer.from("drydock"))).toString("hex")).toMatchInlineSnapshot(
      `"1f8b08000000000002034b29aa4cc94fce060001f5c23307000000"`,
    );
  });

  it("packs what gunzip unpacks", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(Buffer.from(gunzip(gzip(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

describe("gunzip", () => {
  const packed = gzipSync("drydock");

  it("reads several members, as Go does", () => {
    expect(Buffer.from(gunzip(Buffer.concat([packed, packed]))).toString()).toBe("drydockdrydock");
  });

  it.each([
    ["text", Buffer.from("drydock")],
    ["nothing", Buffer.alloc(0)],
    ["cut data", packed.subarray(0, -3)],
    ["a wrong sum", Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8)])],
    ["bytes that follow", Buffer.concat([packed, Buffer.from("x")])],
    // Node's own reader passes over zeros; Go's does not.
    ["zeros that follow", Buffer.concat([packed, Buffer.alloc(3)])],
  ])("throws on %s", (_, bytes) => {
    expect(() => gunzip(bytes)).toThrowError();
  });
});
