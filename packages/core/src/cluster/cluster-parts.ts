import type { ExistingNetwork } from "../network/existing-network.ts";
import type { Network } from "../network/network.ts";
import type { Secret } from "../secret.ts";
import type { Etcd } from "./etcd.ts";
import type { Machines } from "./machines.ts";
import type { Workers } from "./workers.ts";

/** A pool, or a service of fixed machines. */
export type Pool = Workers | Machines;

/** What the cluster layer looks at of a blueprint: its name, and the parts that make nodes. */
export interface ClusterParts {
  readonly name: string;
  readonly network: Network | ExistingNetwork;
  readonly etcd?: Etcd | undefined;
  readonly pools?: Readonly<Record<string, Pool>> | undefined;
  readonly secrets?: Readonly<Record<string, Secret>> | undefined;
}
