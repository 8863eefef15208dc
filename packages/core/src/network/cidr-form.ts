import { quote, type Finding } from "../finding.ts";
import { parseBlock } from "./block.ts";

/** Whether a text is a CIDR, and begins where its prefix says. */
export function* cidrForm(text: string, path: string): Iterable<Finding> {
  const block = parseBlock(text);
  if (block === undefined) {
    yield {
      path,
      message: `${quote(text)} is no IPv4 range`,
      remedy: "Write it as address/prefix, such as 10.10.0.0/16.",
      rule: "cidr-form",
    };
  } else if (block.cidr !== text) {
    yield {
      path,
      message: `${quote(text)} has bits set after its prefix`,
      remedy: `Write ${block.cidr}: AWS would silently change it to that.`,
      rule: "cidr-host-bits",
    };
  }
}
