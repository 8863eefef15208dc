import type { ClusterDesign } from "@drydock/core/design";

/**
 * The batch in which each machine of a set is replaced, from 0: as they stand, unless some of them serve and
 * others do not. Then no batch has more of those that serve than it must.
 *
 * @param size Machines that are replaced at once.
 */
export function batchesOf(serves: readonly boolean[], size: number): readonly number[] {
  const serving = serves.filter((one) => one).length;
  if (serving === 0 || serving === serves.length) return serves.map((_, at) => Math.floor(at / size));
  const all = Math.ceil(serves.length / size);
  const room = Array.from({ length: all }, () => size);
  let dealt = 0;
  const take = (batch: number): number => {
    room[batch] = (room[batch] ?? 0) - 1;
    return batch;
  };
  const own = serves.map((one) => (one ? take(dealt++ % all) : undefined));
  return own.map((batch) => batch ?? take(room.findIndex((left) => left > 0)));
}

/**
 * Whether a machine of the role in that subnet is sent anything by all of the network balancers that lead to
 * the role: these reach targets in their own zones alone (ELB user guide, "Target groups for your Network
 * Load Balancers").
 */
export function servedSubnets({ balancers, network }: ClusterDesign, role: string): (subnet: string) => boolean {
  const zoneOf = new Map(network.subnets.map(({ name, zone }) => [name, zone]));
  const reaching = balancers.filter(
    ({ type, listeners }) => type === "network" && listeners.some(({ target }) => target.role === role),
  );
  const zones = reaching.map(({ subnets }) => new Set(subnets.map((name) => zoneOf.get(name))));
  return (subnet) => zones.every((own) => own.has(zoneOf.get(subnet)));
}
