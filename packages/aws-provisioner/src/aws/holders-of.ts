import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { ObservedResource } from "../engine/observed.ts";
import type { Holder } from "../engine/provider.ts";
import { kindNamed } from "../kinds/registry.ts";
import type { Look } from "./cloud.ts";
import { interfaceBearers, isLeftBehind } from "./interface-bearers.ts";
import { type InterfaceOwner, interfaceOwners } from "./interface-owner.ts";

/** What keeps a resource from going, as AWS tells it now; undefined where its kind has no way to ask. */
export async function holdersOf(
  look: Look,
  resource: ObservedResource,
  known: readonly ObservedResource[],
): Promise<readonly Holder[] | undefined> {
  const { holders } = kindNamed(resource.kind);
  if (holders === undefined) return undefined;
  const { interfaces = [], others = [] } = await holders(look, resource);
  const bearersOf = interfaceBearers(known);
  const bearerOf = (one: NetworkInterface) => bearersOf(one).find(({ id }) => id !== resource.id);
  const owners = await interfaceOwners(look, interfaces);
  return [
    ...others,
    ...interfaces.map((one) => {
      const bearer = bearerOf(one);
      // A machine that is being terminated lets go, whatever becomes of the group that it is of.
      const owner = owners.get(one);
      return bearer === undefined || owner === "gone" ? ofOwner(one, owner) : ofBearer(one, bearer);
    }),
  ];
}

function ofBearer(one: NetworkInterface, bearer: ObservedResource): Holder {
  const { NetworkInterfaceId = "" } = one;
  return { name: bearer.address, ids: [bearer.id, NetworkInterfaceId], leaving: isLeftBehind(one, bearer) };
}

function ofOwner(one: NetworkInterface, owner: InterfaceOwner | undefined): Holder {
  const { NetworkInterfaceId = "", Description = "", RequesterId, Attachment } = one;
  const leaving = owner === undefined || owner === "gone";
  const { name, group } = leaving ? { name: undefined, group: undefined } : owner;
  const told = JSON.stringify(Description);
  const facts = [
    ...(name === undefined ? [] : [`interface ${NetworkInterfaceId}`]),
    ...(leaving && Attachment?.InstanceId !== undefined ? [`of machine ${Attachment.InstanceId}`] : []),
    ...(RequesterId === undefined ? [] : [`requested by ${RequesterId}`]),
    ...(Description === "" || name === told ? [] : [told]),
  ];
  return {
    name: `${name ?? `interface ${NetworkInterfaceId}`}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`,
    ids: [NetworkInterfaceId, Attachment?.InstanceId, group].filter((id) => id !== undefined),
    leaving,
  };
}
