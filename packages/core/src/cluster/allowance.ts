import * as z from "zod/mini";
import { quote, useOneOf, type Finding } from "../finding.ts";
import { parseBlock } from "../network/block.ts";
import { cidrForm } from "../network/cidr-form.ts";
import { ruleWord, ruleWords, type RuleWordName } from "../network/rule-words.ts";
import type { Named, Written } from "../written.ts";

const roleSourceFields = {
  /** `etcd`, or the name of a pool. */
  role: z.string(),
};
const rangeSourceFields = {
  /** A range, such as `10.20.0.0/16`, /8 at widest: the world reaches balancers only. */
  cidr: z.string(),
};

interface RoleSource extends Written<typeof roleSourceFields>, Named {}
interface RangeSource extends Written<typeof rangeSourceFields>, Named {}
type AllowanceSource = RoleSource | RangeSource | "network";

const sourceSchema: z.ZodMiniType<AllowanceSource, AllowanceSource> = z.union([
  z.strictObject(roleSourceFields),
  z.strictObject(rangeSourceFields),
  z.literal("network"),
]);

/** Any text: of one that is no word the rules tell, with the word that was likely meant. */
const wordSchema = z.string() as z.ZodMiniType as z.ZodMiniType<RuleWordName, RuleWordName>;

const allowanceFields = {
  /** A word of the rule catalogue, one TCP port, or a range of them. */
  ports: z.union([wordSchema, z.int(), z.tuple([z.int(), z.int()])]),
  /** Nodes of a role, the whole network, or a range. The world reaches balancers only. */
  from: sourceSchema,
  /** Protocol of the ports. Default `tcp`; a word brings its own. */
  protocol: z.optional(z.enum(["tcp", "udp"])),
};

/** Who may reach ports of a role, beside the balancers that expose it. */
export interface Allowance extends Written<typeof allowanceFields>, Named {}

export const allowanceSchema: z.ZodMiniType<Allowance, Allowance> = z.strictObject(allowanceFields);

/** The prefix of the widest range that has an owner; a few that are wider are the world in pieces. */
const widest = 8;

/**
 * Who may reach a role: words of the catalogue, roles that exist, never the whole world, nor a large part of
 * it.
 */
export function* allowanceRules(
  allow: readonly Allowance[],
  path: string,
  roles: readonly string[],
): Iterable<Finding> {
  for (const [index, { ports, from, protocol }] of allow.entries()) {
    const at = `${path}.${index}`;
    yield* portRules(ports, `${at}.ports`);
    const word = typeof ports === "string" ? ruleWord(ports) : undefined;
    if (word !== undefined && protocol !== undefined && protocol !== word.protocol) {
      yield {
        path: `${at}.protocol`,
        message: `${quote(ports)} stands for ${word.protocol}, and protocol says ${protocol}`,
        remedy: "Remove protocol, which a word brings along, or give the ports as numbers.",
        rule: "rule-protocol",
      };
    }
    if (from === "network") continue;
    if ("role" in from) {
      if (roles.includes(from.role)) continue;
      yield {
        path: `${at}.from.role`,
        message: `there is no role ${quote(from.role)}`,
        remedy: useOneOf(from.role, roles),
        rule: "role-unknown",
      };
      continue;
    }
    yield* cidrForm(from.cidr, `${at}.from.cidr`);
    const prefix = parseBlock(from.cidr)?.prefix ?? widest;
    if (prefix < widest) {
      const world = prefix === 0 ? "the world" : `1/${2 ** prefix} of the world`;
      yield {
        path: `${at}.from.cidr`,
        message: `${from.cidr} opens the nodes to ${world}`,
        remedy: "Expose the port through a balancer; people reach nodes by Session Manager.",
        rule: "world-open",
      };
    }
  }
}

function* portRules(ports: Allowance["ports"], path: string): Iterable<Finding> {
  if (typeof ports === "string") {
    if (ruleWord(ports) !== undefined) return;
    yield {
      path,
      message: `the rule catalogue has no word ${quote(ports)}`,
      remedy: `${useOneOf(ports, Object.keys(ruleWords))} Ports can be numbers, too.`,
      rule: "rule-word",
    };
    return;
  }
  const [low, high] = typeof ports === "number" ? [ports, ports] : ports;
  if (low < 0 || high > 65_535 || low > high) {
    yield {
      path,
      message: `${low} to ${high} is no range of ports`,
      remedy: "Give 0 to 65535, the lower one first.",
      rule: "port-range",
    };
  }
}
