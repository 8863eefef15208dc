import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCharacter } from "../../../systemd/test/any-character.ts";
import { DataUrlError, decodeDataUrl, encodeDataUrl } from "./data-url.ts";

describe("data URLs", () => {
  it.each([
    ["", "data:,"],
    ["hello", "data:,hello"],
    ["a b\n", "data:,a%20b%0A"],
    ['[Unit]\n{}<>"\\ \t', "data:;base64,W1VuaXRdCnt9PD4iXCAJ"],
    ["é", "data:,%C3%A9"],
  ])("%j is encoded the shorter way", (text, url) => {
    expect(encodeDataUrl(text)).toBe(url);
  });

  it("any bytes survive, and text is as short as encodeURIComponent makes it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string({ unit: anyCharacter }).map((text) => new Uint8Array(Buffer.from(text))),
        ),
        (bytes) => {
          const url = encodeDataUrl(bytes);
          expect(Buffer.from(decodeDataUrl(url)).equals(bytes)).toBe(true);
          expect(url.length).toBeLessThanOrEqual(`data:;base64,${Buffer.from(bytes).toString("base64")}`.length);
          const text = Buffer.from(bytes).toString();
          if (Buffer.from(text).equals(bytes))
            expect(url.length).toBeLessThanOrEqual(`data:,${encodeURIComponent(text)}`.length);
        },
      ),
    );
  });

  it.each([
    ["hello", "missing data prefix"],
    ["data:hello", "missing media type slash"],
    ["data:,a b", "invalid data character"],
    ["data:,%zz", "rfc2396: invalid char 0x25 in unescape sequence"],
    ["data:,%a", "rfc2396: unexpected end of unescape sequence"],
    ["data:;base64,aGVsbG8", "illegal base64 data at input byte 4"],
    ["data:;charset,x", "expected base64, got charset"],
  ])("%s is refused as Ignition does", (url, message) => {
    expect(() => decodeDataUrl(url)).toThrow(new DataUrlError(message));
  });
});
