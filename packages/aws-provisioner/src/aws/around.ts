import type { Filter } from "@aws-sdk/client-ec2";
import type { Look } from "./cloud.ts";
import { type AnyTag, tagKeys, tagValue } from "./tags.ts";

/** A listing of EC2's that tells the cluster's own, alone or among all that lies in its networks. */
export interface Listing<Raw> {
  /** The cluster's own; without a call of its own in a look that has listed those around. */
  own(look: Look): Promise<readonly Raw[]>;
  /** All in those networks, whosever it is: to be asked first in a look, whose listing of the kind it is. */
  around(look: Look, vpcIds: readonly string[]): Promise<readonly Raw[]>;
}

/** @param key Under which a look keeps it. */
export function listing<Raw extends { readonly Tags?: readonly AnyTag[] | undefined }>(
  key: string,
  list: (look: Look, filters: readonly Filter[]) => Promise<Raw[]>,
): Listing<Raw> {
  return {
    own: async (look) => {
      const all = await look.once(key, () => list(look, look.owned));
      return all.filter(({ Tags }) => tagValue(Tags, tagKeys.cluster) === look.cluster);
    },
    around: (look, vpcIds) => look.once(key, () => list(look, [{ Name: "vpc-id", Values: [...vpcIds] }])),
  };
}
