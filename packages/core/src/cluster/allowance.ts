import { z } from "zod";
import type { RuleWordName } from "../network/rule-words.ts";

/** Who may reach ports of a role, beside the balancers that expose it. */
export interface Allowance {
  /** A word of the rule catalogue, one TCP port, or a range of them. */
  readonly ports: RuleWordName | number | readonly [from: number, to: number];
  /** Nodes of a role, the whole network, or a range. The world reaches balancers only. */
  readonly from: { readonly role: string } | { readonly cidr: string } | "network";
  /** Default `tcp`; a word brings its own. */
  readonly protocol?: "tcp" | "udp";
}

export const allowanceSchema = z.strictObject({
  ports: z.union([z.string(), z.int(), z.tuple([z.int(), z.int()])]),
  from: z.union([z.strictObject({ role: z.string() }), z.strictObject({ cidr: z.string() }), z.literal("network")]),
  protocol: z.enum(["tcp", "udp"]).optional(),
});
