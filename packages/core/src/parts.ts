import * as z from "zod";
import type { BlueprintParts } from "./blueprint.ts";
import { bucketRules, bucketsSchema } from "./buckets.ts";
import { addressRules } from "./cluster/address-rules.ts";
import { etcdRules } from "./cluster/etcd-rules.ts";
import { etcdSchema } from "./cluster/etcd.ts";
import { machinesSchema } from "./cluster/machines.ts";
import { poolRules } from "./cluster/pool-rules.ts";
import { secretRules } from "./cluster/secret-rules.ts";
import { workersSchema } from "./cluster/workers.ts";
import { existingNetworkSchema } from "./network/existing-network.ts";
import { networkRules } from "./network/network-rules.ts";
import { networkSchema } from "./network/network.ts";
import type { Part } from "./part.ts";
import { secretSchema } from "./secret.ts";
import { tagRules, tagsSchema } from "./tags.ts";

type Parts = { readonly [Name in keyof BlueprintParts]-?: Part<NonNullable<BlueprintParts[Name]>> };

/**
 * The parts of a blueprint, from the network upward: the order in which they are read and their problems are
 * listed.
 */
export const parts: Parts = {
  network: {
    builder: "network(...) or existingNetwork(...)",
    schema: z.discriminatedUnion("kind", [networkSchema, existingNetworkSchema]),
    rules: ({ network, subnets }) => (network === undefined ? [] : networkRules(network, subnets)),
  },
  etcd: {
    builder: "etcd(...)",
    schema: etcdSchema,
    // Addresses of members and of machines together: none may be given twice.
    rules: (reading) => [...addressRules(reading), ...etcdRules(reading)],
  },
  pools: {
    builder: "workers(...) or machines(...)",
    entry: z.discriminatedUnion("kind", [workersSchema, machinesSchema]),
    rules: poolRules,
  },
  secrets: { builder: "secret.text(...) and its like", entry: secretSchema, rules: secretRules },
  buckets: { schema: bucketsSchema, rules: ({ name, parts: { buckets = [] } }) => bucketRules(buckets, name) },
  tags: { schema: tagsSchema, rules: ({ parts: { tags = {} } }) => tagRules(tags, "tags") },
};
