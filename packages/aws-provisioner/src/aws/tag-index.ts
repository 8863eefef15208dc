import type { AllClients } from "./clients.ts";
import { tagKeys } from "./tags.ts";

/** Kinds that EC2's index of tags covers, by how their ids begin. */
const kindsByPrefix: Readonly<Record<string, readonly string[]>> = {
  vpc: ["vpc"],
  subnet: ["subnet"],
  igw: ["internet-gateway"],
  eipalloc: ["elastic-ip"],
  nat: ["nat-gateway"],
  rtb: ["route-table"],
  vpce: ["vpc-endpoint"],
  sg: ["security-group", "security-group-rules"],
  eni: ["network-interface"],
  vol: ["volume"],
  key: ["key-pair"],
  lt: ["launch-template"],
  i: ["instance"],
};

export const indexedKinds: ReadonlySet<string> = new Set(Object.values(kindsByPrefix).flat());

/**
 * The kinds of which EC2's index of tags knows something of the cluster. The index may be some seconds behind: it serves to find
 * what no blueprint mentions any more, never to believe an absence.
 */
export async function kindsWithTag(
  { ec2 }: AllClients,
  cluster: string,
  abortSignal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const Filters = [
    { Name: "key", Values: [tagKeys.cluster] },
    { Name: "value", Values: [cluster] },
  ];
  const names = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await ec2.describeTags(
      { Filters, MaxResults: 1000, ...(NextToken === undefined ? {} : { NextToken }) },
      { abortSignal },
    );
    // An id of an unknown form may be of any kind: then all are looked at.
    for (const { ResourceId = "" } of page.Tags ?? []) {
      for (const name of kindsByPrefix[ResourceId.slice(0, ResourceId.lastIndexOf("-"))] ?? indexedKinds)
        names.add(name);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== "");
  return names;
}
