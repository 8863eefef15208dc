import { items } from "./pages.ts";
import type { Clients } from "./services.ts";
import { tagKeys } from "./tags.ts";

/** The clusters and networks of which something stands in the region, in order, by EC2's index of tags. */
export async function clusterNames({ ec2 }: Pick<Clients, "ec2">, abortSignal: AbortSignal): Promise<string[]> {
  const Filters = [{ Name: "key", Values: [tagKeys.cluster] }];
  const tags = await items(
    (NextToken) => ec2.describeTags({ Filters, MaxResults: 1000, NextToken }, { abortSignal }),
    ({ Tags }) => Tags,
  );
  return [...new Set(tags.flatMap(({ Value }) => Value ?? []))].toSorted();
}
