import type { ClusterDesign } from "@drydock/core/design";
import { ResourceGraph } from "../engine/graph.ts";
import { Bucket, bucketName } from "../kinds/bucket.ts";
import { buildBalancing } from "./balancing.ts";
import type { Chapter } from "./chapter.ts";
import { buildDns } from "./dns.ts";
import type { Facts } from "./facts.ts";
import { buildIdentity } from "./identity.ts";
import { buildInterfaceEndpoints } from "./interface-endpoints.ts";
import { buildKeys } from "./keys.ts";
import { buildNetwork } from "./network.ts";
import type { BuiltMachine } from "./node-surroundings.ts";
import { buildGroups, buildMachines } from "./nodes.ts";
import { buildSecrets } from "./secrets.ts";
import { buildSecurity } from "./security.ts";

/**
 * The resources that a design comes to, chapter by chapter. Pure: equal designs and facts give equal graphs.
 */
export function modelCluster(design: ClusterDesign, facts: Facts): ResourceGraph {
  const chapter: Chapter = { design, facts, graph: new ResourceGraph() };
  const network = buildNetwork(chapter);
  const groups = buildSecurity(chapter, network);
  buildInterfaceEndpoints(chapter, network, groups);
  buildBuckets(chapter);
  const values = buildSecrets(chapter);
  const profileOf = buildIdentity(chapter);
  const machines = new Map<string, readonly BuiltMachine[]>();
  const surroundings = { network, groups, values, keys: buildKeys(chapter), profileOf, machines };
  buildMachines(chapter, surroundings);
  const balancers = buildBalancing(chapter, { network, groups, machines });
  buildGroups(chapter, { ...surroundings, wayTo: balancers.wayTo });
  buildDns(chapter, network, balancers);
  return chapter.graph;
}

function buildBuckets({ design, facts, graph }: Chapter): void {
  for (const { name } of design.buckets) {
    graph.add(Bucket, name, {
      bucketName: bucketName(facts.account, design.name, name),
      versioning: true,
      encryption: true,
      publicAccessBlocked: true,
    });
  }
}
