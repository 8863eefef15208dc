import { hexDigest } from "@drydock/systemd/ground";
import type { MachinesDesign } from "@drydock/core/design";
import { Instance } from "../kinds/instance.ts";
import { NetworkInterface } from "../kinds/network-interface.ts";
import { batchesOf, servedSubnets } from "./batches.ts";
import type { RoleSurroundings } from "./node-surroundings.ts";
import { instanceTags } from "./node-tags.ts";
import { buildVolumes } from "./node-volumes.ts";
import { awaited } from "./node-waits.ts";

/**
 * The machines of a fixed set, each by itself, which are replaced one batch after the other; they are kept
 * for the target groups that list them. One whose address is fixed and that has no public one stands on an
 * interface that holds the address, also while the machine is replaced.
 */
export function buildRoleMachines(at: RoleSurroundings, { machines, rollout }: MachinesDesign): void {
  const { design, facts, graph, network, groups, role } = at;
  const isServed = servedSubnets(design, role.name);
  const batches = batchesOf(
    machines.map(({ subnet }) => isServed(subnet)),
    rollout.batch,
  );
  const made = machines.map((machine, nth) => {
    const turn = { of: role.name, place: batches[nth] ?? 0, pause: rollout.pause };
    const home = network.subnet(machine.subnet);
    const volumes = buildVolumes(at, machine, home.zone);
    const userData = Buffer.from(machine.userData.text).toString("base64");
    const { id: imageId, rootDevice } = facts.imageOf(role.image);
    const card =
      machine.address === undefined || role.publicAddress
        ? undefined
        : graph.add(
            NetworkInterface,
            machine.name,
            {
              subnetId: home.id,
              address: machine.address,
              securityGroupIds: [groups.ofRole(role.name)],
              description: `${design.name} ${machine.name}`,
            },
            { claims: machine.subnet },
          );
    const { id } = graph.add(
      Instance,
      machine.name,
      {
        imageId,
        instanceType: role.instanceType,
        subnetId: home.id,
        ...(card === undefined ? { securityGroupIds: [groups.ofRole(role.name)] } : { networkInterfaceId: card.id }),
        address: machine.address,
        profileName: at.profileOf(role.identity),
        userData,
        userDataHash: hexDigest("sha256", userData),
        keyName: at.keys.nameOf(at.role),
        rootDevice,
        rootVolume: role.rootVolume,
        metadataHops: role.metadataHops,
        publicAddress: role.publicAddress,
        running: true,
        instanceTags: instanceTags(at, machine.tags, volumes),
      },
      {
        ...awaited(at, [machine.subnet], { draws: machine.address === undefined }),
        ...(machine.address !== undefined && card === undefined && { claims: machine.subnet }),
        turn,
        limit: rollout.wait,
        stays: !rollout.replaces,
      },
    );
    return { name: machine.name, id, turn, limit: rollout.wait };
  });
  at.machines.set(role.name, made);
}
