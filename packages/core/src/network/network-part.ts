import * as z from "zod/mini";
import type { Part } from "../part.ts";
import { existingNetworkSchema, type ExistingNetwork } from "./existing-network.ts";
import { networkRules } from "./network-rules.ts";
import { networkSchema, type Network } from "./network.ts";
import type { SubnetPlan } from "./subnet-plan.ts";

export const networkPart: Part<Network | ExistingNetwork, SubnetPlan> = {
  builder: "network(...) or existingNetwork(...)",
  schema: z.discriminatedUnion("kind", [networkSchema, existingNetworkSchema]),
  rules: (network, plan) => (network === undefined ? [] : networkRules(network, plan)),
};
