import type { InventoryEntry } from "../../packages/aws-simulator/src/index.ts";

/** States, in the words of the services, that end by themselves. */
const passing = new Set("pending shutting-down stopping provisioning deleting creating detaching".split(" "));
const refreshing = new Set("Pending InProgress Baking Cancelling RollbackInProgress".split(" "));

/** What of an account is on its way to another state by itself, so that it is worth while to wait. */
export function onItsWay(inventory: readonly InventoryEntry[]): readonly string[] {
  const owners = new Map(inventory.map((entry) => [entry.id, entry]));
  return inventory.filter((entry) => passing.has(entry.state) || isMoving(entry, owners)).map(({ id }) => id);
}

function isMoving({ type, attributes }: InventoryEntry, owners: ReadonlyMap<string, InventoryEntry>): boolean {
  switch (type) {
    case "target-group":
      return (attributes["health"] as readonly string[]).some(
        (health) => health === "initial" || health === "draining",
      );
    case "auto-scaling-group": {
      const lifecycles = attributes["lifecycles"] as readonly string[];
      return (
        refreshing.has(String(attributes["refresh"])) ||
        lifecycles.length !== attributes["desired"] ||
        lifecycles.some((lifecycle) => lifecycle !== "InService")
      );
    }
    case "network-interface": {
      // A balancer's, an endpoint's or a gateway's goes some time after it, and a balancer's after it has
      // left a zone.
      const description = attributes["description"] as string;
      const owner = /^ELB (?<balancer>.+)|(?<other>(?:vpce|nat)-\w+)$/.exec(description)?.groups ?? {};
      const { balancer, other } = owner;
      if (balancer !== undefined) {
        const own = [...owners.values()].find(({ id }) => id.endsWith(`loadbalancer/${balancer}`));
        return !(own?.attributes["subnets"] as readonly unknown[] | undefined)?.includes(attributes["subnetId"]);
      }
      return other !== undefined && !owners.has(other);
    }
    default:
      return false;
  }
}
