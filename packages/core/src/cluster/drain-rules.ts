import { effectiveValuesOf } from "@drydock/systemd";
import { quote, useOneOf, type Finding } from "../finding.ts";
import { quadletServices } from "../node/quadlet-services.ts";
import type { ClusterReading } from "./cluster-reading.ts";
import type { Workers } from "./workers.ts";

/** Units that run before machines go: services of the role's own that can end, in a time that AWS waits. */
export function* drainRules({ roles }: ClusterReading): Iterable<Finding> {
  for (const { path, spec } of roles) {
    if (spec.kind !== "workers" || spec.drain === undefined) continue;
    const { unit, timeout } = spec.drain;
    yield* unitRules(spec, unit, `${path}.drain.unit`);
    // Auto Scaling API reference: HeartbeatTimeout is 30 s at least, and GlobalTimeout 48 h at most.
    if (!(timeout >= 30 && timeout <= 172_800)) {
      yield {
        path: `${path}.drain.timeout`,
        message: `a machine waits for its unit for 30 to 172800 seconds, not ${timeout}`,
        remedy: "Give a few seconds more than the unit takes at most.",
        rule: "drain-timeout",
      };
    }
  }
}

function* unitRules(spec: Workers, name: string, path: string): Iterable<Finding> {
  const own = spec.units.find(({ unit }) => unit.name === name);
  const services = [...spec.units.map(({ unit }) => unit.name), ...quadletServices(spec.files)].filter((one) =>
    one.endsWith(".service"),
  );
  if (!services.includes(name)) {
    yield {
      path,
      message: `${quote(name)} is no service of the role's own`,
      remedy: services.length === 0 ? `Add a service of that name to the units of the role.` : useOneOf(name, services),
      rule: "drain-unit",
    };
    return;
  }
  if (own?.enable === true) {
    yield {
      severity: "warning",
      path,
      message: `${quote(name)} starts at boot too, and one that still runs when the machine is to go is only waited for`,
      remedy: "Set enable of it to false, unless it is over by then.",
      rule: "drain-at-boot",
    };
  }
  const restart = own === undefined ? undefined : effectiveValuesOf(own.unit, "Service", "Restart").at(-1);
  if (restart === "always") {
    yield {
      severity: "warning",
      path,
      message: `${quote(name)} starts again whenever it ends, so that the machine goes only when its time is over`,
      remedy: "Remove Restart from the unit, or name one that ends.",
      rule: "drain-endless",
    };
  }
}
