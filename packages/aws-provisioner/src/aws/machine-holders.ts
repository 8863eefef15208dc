import type { Instance } from "@aws-sdk/client-ec2";
import type { Holder } from "../engine/provider.ts";
import type { Look } from "./cloud.ts";
import { items } from "./pages.ts";
import { tagValue } from "./tags.ts";

/** The machines of those ids as holders; what is being terminated, or is not there any more, lets go. */
export async function machineHolders(
  { clients: { ec2 }, request }: Look,
  ids: readonly (string | undefined)[],
): Promise<Holder[]> {
  const Values = ids.filter((id) => id !== undefined);
  if (Values.length === 0) return [];
  const Filters = [{ Name: "instance-id", Values }];
  const found = await items(
    (NextToken) => ec2.describeInstances({ Filters, NextToken }, request),
    ({ Reservations }) => Reservations?.flatMap(({ Instances = [] }) => Instances),
  );
  const machines = new Map(found.map((one) => [one.InstanceId, one]));
  return Values.map((id) => holder(id, machines.get(id)));
}

function holder(id: string, machine: Instance | undefined): Holder {
  const { State, Tags } = machine ?? {};
  const called = tagValue(Tags, "Name");
  const group = tagValue(Tags, "aws:autoscaling:groupName");
  const leaving = State === undefined || State.Name === "shutting-down" || State.Name === "terminated";
  const name = `machine ${id}${called === undefined ? "" : ` (${called})`}`;
  return { name, ids: group === undefined ? [id] : [id, group], leaving };
}
