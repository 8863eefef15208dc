import type { AllClients } from "./clients.ts";
import { tagKeys } from "./tags.ts";

/** EC2's words for resource types, where they differ from the kind's name. */
const kindOfType: Readonly<Record<string, string>> = { natgateway: "nat-gateway" };

/** Kinds that EC2's index of tags covers. */
export const indexedKinds: ReadonlySet<string> = new Set([
  "vpc",
  "subnet",
  "internet-gateway",
  "elastic-ip",
  "nat-gateway",
  "route-table",
  "vpc-endpoint",
  "security-group",
  "security-group-rules",
  "network-interface",
  "volume",
  "key-pair",
  "launch-template",
  "instance",
]);

/**
 * The kinds of which EC2's index of tags knows something of the cluster. The index may be some seconds behind: it serves to find
 * what no blueprint mentions any more, never to believe an absence.
 */
export async function kindsWithTag({ ec2 }: AllClients, cluster: string, abortSignal: AbortSignal): Promise<ReadonlySet<string>> {
  const Filters = [
    { Name: "key", Values: [tagKeys.cluster] },
    { Name: "value", Values: [cluster] },
  ];
  const names = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await ec2.describeTags({ Filters, MaxResults: 1000, ...(NextToken === undefined ? {} : { NextToken }) }, { abortSignal });
    for (const { ResourceType = "" } of page.Tags ?? []) names.add(kindOfType[ResourceType] ?? ResourceType);
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== "");
  if (names.has("security-group")) names.add("security-group-rules");
  return names;
}
