import { items } from "./pages.ts";
import type { Clients } from "./services.ts";
import { tagKeys } from "./tags.ts";

/**
 * What of EC2's loses its tags with its end. Machines and NAT gateways that have gone keep theirs for an
 * hour.
 */
const lasting = [
  "vpc",
  "subnet",
  "security-group",
  "network-interface",
  "volume",
  "launch-template",
  "elastic-ip",
  "key-pair",
];

/** The clusters and networks of which something stands in the region, in order, by EC2's index of tags. */
export async function clusterNames({ ec2 }: Pick<Clients, "ec2">, abortSignal: AbortSignal): Promise<string[]> {
  const Filters = [
    { Name: "key", Values: [tagKeys.cluster] },
    { Name: "resource-type", Values: lasting },
  ];
  const tags = await items(
    (NextToken) => ec2.describeTags({ Filters, MaxResults: 1000, NextToken }, { abortSignal }),
    ({ Tags }) => Tags,
  );
  return [...new Set(tags.flatMap(({ Value }) => Value ?? []))].toSorted();
}
