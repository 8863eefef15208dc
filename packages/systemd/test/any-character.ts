import * as fc from "fast-check";

/**
 * Any Unicode character, for `fc.string({ unit: anyCharacter })`. The unit `"binary"` of fast-check has the
 * same ones and costs nearly two seconds of processor time: it indexes a million characters, to shrink
 * strings that it did not make.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10_f7ff })
  .map((at) => String.fromCodePoint(at < 0xd800 ? at : at + 0x800));
