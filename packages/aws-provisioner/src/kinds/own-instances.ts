import type { Instance } from "@aws-sdk/client-ec2";
import type { Look } from "../aws/cloud.ts";
import { items } from "../aws/pages.ts";

/** The instances that bear the cluster's tag, asked for once a look. */
export function ownInstances({ clients: { ec2 }, owned, request, once }: Look): Promise<readonly Instance[]> {
  return once("instances", () =>
    items(
      (NextToken) => ec2.describeInstances({ Filters: [...owned], NextToken }, request),
      ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances),
    ),
  );
}
