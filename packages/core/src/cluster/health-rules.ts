import { quote, type Finding } from "../finding.ts";
import { targetOf } from "./balancers.ts";
import type { Service } from "./service.ts";

/**
 * How a balancer asks after the health of a service: within what it takes, and in a protocol that it speaks.
 */
export function* healthRules(service: Service): Iterable<Finding> {
  const { health } = targetOf(service);
  const path = `${service.path}.health`;
  // Source: Elastic Load Balancing, HealthCheckIntervalSeconds 5 to 300, timeout 2 to 120, counts 2 to 10.
  const bounds = {
    healthyThreshold: [2, 10],
    unhealthyThreshold: [2, 10],
    timeout: [2, 120],
    interval: [5, 300],
    port: [1, 65_535],
  } as const;
  for (const [field, [least, most]] of Object.entries(bounds)) {
    const value = service.exposure.health[field as keyof typeof bounds];
    // What is not written follows from what is, of which its own rule speaks.
    if (value === undefined) continue;
    if (value < least || value > most)
      yield {
        path: `${path}.${field}`,
        message: `${field} is ${least} to ${most}, not ${value}`,
        remedy: "Give a number in that range.",
        rule: "health-range",
      };
  }
  if (service.exposure.health.timeout !== undefined && health.timeout >= health.interval) {
    yield {
      path: `${path}.timeout`,
      message: `a check may take ${health.timeout} s and is repeated after ${health.interval} s`,
      remedy: "Give a timeout less than the interval.",
      rule: "health-timeout",
    };
  }
  if (health.path !== undefined && !health.path.startsWith("/")) {
    yield {
      path: `${path}.path`,
      message: `${quote(health.path)} is no path`,
      remedy: "Begin it with a slash, such as /health.",
      rule: "health-path",
    };
  }
  if (service.exposure.health.protocol === "tcp" && service.type === "application") {
    yield {
      path: `${path}.protocol`,
      message: "an application balancer checks health by http or https",
      remedy: 'Set protocol to "http", or leave it out.',
      rule: "health-protocol",
    };
  }
  if (service.exposure.health.path !== undefined && service.exposure.health.protocol === "tcp") {
    yield {
      path: `${path}.path`,
      message: "a tcp check has no path",
      remedy: 'Remove the path, or set protocol to "http".',
      rule: "health-path",
    };
  }
}
