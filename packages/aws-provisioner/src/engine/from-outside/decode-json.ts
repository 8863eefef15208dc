import { isUtf8 } from "node:buffer";
import { type Parsed, parseJson } from "./parse-json.ts";
import { positionOf } from "./position.ts";
import type { OutsideProblem } from "./problem.ts";

/**
 * What the bytes of a JSON file say, as `parseJson` tells. They are UTF-8, and nothing is put in place of
 * what is not.
 */
export function decodeJson(bytes: Buffer): Parsed {
  const problem = encodingProblem(bytes);
  return problem === undefined ? parseJson(bytes.toString("utf8")) : { problems: [problem] };
}

function encodingProblem(bytes: Buffer): OutsideProblem | undefined {
  const [first, second] = bytes;
  if (first === undefined) return undefined;
  if (bytes.every((byte) => byte === 0))
    return { path: "", message: "it holds nothing but zeros, as a machine that lost its power leaves it" };
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || first === 0 || second === 0)
    return { path: "", message: "it is not UTF-8 but UTF-16, as some shells write it" };
  if (isUtf8(bytes)) return undefined;
  const text = bytes.toString("utf8");
  return { ...positionOf(text, text.indexOf("\uFFFD")), message: "a byte is not UTF-8" };
}
