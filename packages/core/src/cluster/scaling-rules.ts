import { quote, useOneOf, type Finding } from "../finding.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import { scheduleRules } from "./schedule-rules.ts";
import { countedService, type Scaling, webServices } from "./scaling.ts";
import type { Service } from "./service.ts";

/** More than any one machine answers in a minute. */
const mostRequests = 10_000_000;

/** What moves the number of nodes of pools: something, within what AWS takes, and by what is there. */
export function* scalingRules({ roles, services }: ClusterReading): Iterable<Finding> {
  for (const { path: role, spec } of roles) {
    if (spec.kind !== "workers" || spec.scaling === undefined) continue;
    const path = `${role}.scaling`;
    const { cpu, requests, schedules, elsewhere } = spec.scaling;
    if ([cpu, requests, elsewhere].every((one) => one === undefined) && Object.keys(schedules).length === 0) {
      yield {
        path,
        message: "nothing is said that moves the number of nodes",
        remedy: "Give cpu, requests or schedules, such as { cpu: 60 }, or leave scaling out.",
        rule: "scaling-empty",
      };
    }
    // Source: Auto Scaling user guide, target tracking; a percentage of the processor, and a count that is
    // one.
    if (cpu !== undefined && !(cpu >= 1 && cpu <= 100)) {
      yield {
        path: `${path}.cpu`,
        message: `a share of the processor is 1 to 100 percent, not ${cpu}`,
        remedy: "Give 60, for sixty percent.",
        rule: "scaling-target",
      };
    }
    if (requests !== undefined && !(requests >= 1 && requests <= mostRequests)) {
      yield {
        path: `${path}.requests`,
        message: `requests a minute are 1 to ${mostRequests} for each node, not ${requests}`,
        remedy: "Give as many as a node answers well in a minute.",
        rule: "scaling-target",
      };
    }
    yield* serviceRules(spec.scaling, path, webServices(role, services));
    yield* scheduleRules(schedules, `${path}.schedules`, spec.size);
  }
}

function* serviceRules(scaling: Scaling, path: string, web: readonly Service[]): Iterable<Finding> {
  const { requests, service } = scaling;
  const names = new Set(web.map(({ name }) => name));
  if (requests === undefined) {
    if (service === undefined) return;
    yield {
      path: `${path}.service`,
      message: "a service is named and no number of requests",
      remedy: "Give requests too, or leave the name out.",
      rule: "scaling-service",
    };
  } else if (names.size === 0) {
    yield {
      path: `${path}.requests`,
      message: "no application balancer counts requests of the pool",
      remedy: 'Expose a port with protocol "http" or "https", or scale by cpu.',
      rule: "scaling-service",
    };
  } else if (countedService(scaling, web) === undefined) {
    yield {
      path: `${path}.service`,
      message:
        service === undefined
          ? `requests may be those of ${[...names].join(" or ")}`
          : `the pool exposes no service ${quote(service)} by http or https`,
      remedy: service === undefined ? "Name one of them." : useOneOf(service, names),
      rule: "scaling-service",
    };
  }
}
