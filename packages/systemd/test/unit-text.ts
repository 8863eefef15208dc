import * as fc from "fast-check";
import { anyCharacter } from "./any-character.ts";

/** Pieces that unit files, and mistakes in them, are made of. */
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "[Unit]\n",
      "[Service]\n",
      "ExecStart=",
      "After=",
      "Key",
      "=",
      "\n",
      "\n",
      "\n",
      " ",
      "a",
      "value",
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "\\\n",
      "\\\n",
      "\\",
      "\\ \n",
      "\\\\\n",
      "#",
      ";",
      "# comment\n",
      "; c \\\n",
      "\t",
      "[",
      "]",
      "[X-Fleet]",
      "%",
      '"',
      "'",
      "$",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "\r\n",
      "\r",
      "\n\r",
      "\v",
      "\f",
      "\u0085",
      "\u00a0",
      "\u2003",
      "\ufeff",
      "é",
      "漢",
      "🚢",
      "\x01",
      "\x7f",
      "\u200b",
      "\u{e0001}",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 2035, max: 2060 }).map((length) => "x".repeat(length)),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 5000 }).map((length) => "word ".repeat(length / 5)),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 4060, max: 4110 }).map((length) => "é".repeat(length / 2)),
  },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 12 }) },
);

/** Text near the shape of a unit file: mostly sound, often broken, sometimes with lines at the limits. */
const unitText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

/** The same without the pieces that are longer than a line may be. */
export const sectionedText = fc
  .tuple(fc.constantFrom("", "", "[Unit]\n", "[Service]\nType=simple\n", "junk # [Install]\n"), unitText)
  .map((parts) => parts.join(""));
