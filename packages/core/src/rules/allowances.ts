import { parseBlock } from "../network/block.ts";
import { ruleWord, ruleWords } from "../network/rule-words.ts";
import type { Rule } from "./examined.ts";
import { quote, useOneOf } from "./finding.ts";
import { cidrForm } from "./network-range.ts";

/** Who may reach a role: words of the catalogue, roles that exist, never the whole world. */
export const allowances: Rule = function* ({ roles, declared }) {
  for (const { path, spec } of roles) {
    for (const [index, { ports, from }] of spec.allow.entries()) {
      const at = `${path}.allow.${index}`;
      if (typeof ports === "string") {
        if (ruleWord(ports) === undefined) {
          yield {
            path: `${at}.ports`,
            message: `the rule catalogue has no word ${quote(ports)}`,
            remedy: `${useOneOf(ports, Object.keys(ruleWords))} Ports can be numbers, too.`,
            rule: "rule-word",
          };
        }
      } else {
        const [low, high] = typeof ports === "number" ? [ports, ports] : ports;
        if (low < 0 || high > 65_535 || low > high) {
          yield {
            path: `${at}.ports`,
            message: `${low} to ${high} is no range of ports`,
            remedy: "Give 0 to 65535, the lower one first.",
            rule: "port-range",
          };
        }
      }
      if (from === "network") continue;
      if ("role" in from) {
        if (!declared.roles.includes(from.role)) {
          yield {
            path: `${at}.from.role`,
            message: `there is no role ${quote(from.role)}`,
            remedy: useOneOf(from.role, declared.roles),
            rule: "role-unknown",
          };
        }
        continue;
      }
      yield* cidrForm(from.cidr, `${at}.from.cidr`);
      if (parseBlock(from.cidr)?.prefix === 0) {
        yield {
          path: `${at}.from.cidr`,
          message: `${from.cidr} opens the nodes to the world`,
          remedy: "Expose the port through a balancer; people reach nodes by Session Manager.",
          rule: "world-open",
        };
      }
    }
  }
};
