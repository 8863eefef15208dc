import type { Blueprint } from "@drydock/core";
import {
  type ApplyOptions,
  createCluster,
  createNetwork,
  destroyCluster,
  planCluster,
  planDestroy,
  planNetwork,
  type Run,
} from "../../src/index.ts";
import { pier } from "../interrupts/pier.ts";
import { changedHarbour, harbour } from "./harbour.ts";

/** What a process can be told to do. */
export type Deed = "network" | "create" | "change" | "destroy";

interface Doing {
  readonly start: (options: ApplyOptions) => Run<unknown>;
  /** How much of it is left to do. */
  readonly left: (options: ApplyOptions) => Promise<number>;
}

export const deeds: Readonly<Record<Deed, Doing>> = {
  network: {
    start: (options) => createNetwork("pier", pier, options),
    left: async (options) => (await planNetwork("pier", pier, options)).steps.length,
  },
  create: building(harbour),
  change: building(changedHarbour),
  destroy: {
    start: (options) => destroyCluster("harbour", { ...options, including: ["*"] }),
    left: async (options) => (await planDestroy("harbour", { ...options, including: ["*"] })).steps.length,
  },
};

function building(blueprint: Blueprint): Doing {
  return {
    start: (options) => createCluster(blueprint, options),
    left: async (options) => (await planCluster(blueprint, options)).steps.length,
  };
}
