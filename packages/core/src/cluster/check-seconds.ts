import { targetOf } from "./balancers.ts";
import type { NamedRole } from "./named-role.ts";
import type { Service } from "./service.ts";

/** Seconds after which a balancer of the role finds a node healthy at the soonest; 0 without one. */
export function checkSeconds({ path }: Pick<NamedRole, "path">, services: readonly Service[]): number {
  const own = services.filter(({ role }) => role.path === path).map((service) => targetOf(service).health);
  return Math.max(0, ...own.map(({ interval, healthyThreshold }) => interval * healthyThreshold));
}
