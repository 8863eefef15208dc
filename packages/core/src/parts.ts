import { bucketsPart } from "./buckets.ts";
import type { ClusterReading } from "./cluster/cluster-reading.ts";
import { etcdPart } from "./cluster/etcd-part.ts";
import { poolsPart } from "./cluster/pools-part.ts";
import { secretsPart } from "./cluster/secrets-part.ts";
import { networkPart } from "./network/network-part.ts";
import type { Part } from "./part.ts";
import { tagsPart } from "./tags.ts";

/** A part of whatever value and design. */
export type AnyPart = Part<unknown, ClusterReading> | Part<unknown, ClusterReading, {}>;

/**
 * The parts of a blueprint by name, from the network upward: the order in which they are read and their
 * problems are listed. What is said of each here is shown to those who write a blueprint, and of those that
 * have a design to those who read one.
 */
export const parts = {
  /** The network, to be built or standing already. */
  network: networkPart,
  /** The etcd cluster. */
  etcd: etcdPart,
  /** Pools and services by name. */
  pools: poolsPart,
  /** Secrets by name. */
  secrets: secretsPart,
  /** Private, encrypted buckets: a list of their names. */
  buckets: bucketsPart,
  /**
   * Tags that every resource is given when it is made, beside the provisioner's own. A change reaches
   * everything that stands, machines that run too, but parameters of Systems Manager, whose tags no listing
   * tells.
   */
  tags: tagsPart,
} as const satisfies Readonly<Record<string, AnyPart>>;
