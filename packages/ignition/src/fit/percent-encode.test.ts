import { describe, expect, it } from "vitest";
import { percentEncodeDataUrl } from "./percent-encode.ts";

const literals = "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";

describe("percentEncodeDataUrl", () => {
  it("escapes every byte but these", () => {
    const all = Array.from({ length: 256 }, (_, byte) => [byte, percentEncodeDataUrl(Uint8Array.of(byte))] as const);
    const whole = all.filter(([, url]) => url.length === "data:,x".length);
    expect(String.fromCharCode(...whole.map(([byte]) => byte))).toBe(literals);
    expect(whole.every(([byte, url]) => url === `data:,${String.fromCharCode(byte)}`)).toBe(true);
    for (const [byte, url] of all) {
      if (!literals.includes(String.fromCharCode(byte)))
        expect(url).toBe(`data:,%${(byte + 0x100).toString(16).slice(1).toUpperCase()}`);
    }
  });

  it("puts them one after the other", () => {
    expect(percentEncodeDataUrl(Buffer.from("a b\n"))).toBe("data:,a%20b%0A");
    expect(percentEncodeDataUrl(new Uint8Array())).toBe("data:,");
  });
});
