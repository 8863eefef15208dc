import { effectiveValuesOf, validateUnit } from "@drydock/systemd";
import type { NamedRole } from "../cluster/named-role.ts";
import type { ClusterReading } from "../cluster/cluster-reading.ts";
import { quote, type Finding } from "../finding.ts";
import { knownUnits } from "./known-units.ts";
import { quadletServices } from "./quadlet-services.ts";
import { etcdUnit } from "./etcd-node.ts";
import { nearest } from "@drydock/systemd/ground";

const dependencies = ["After", "Requires", "Wants", "Requisite", "BindsTo", "PartOf", "Upholds"];
/** Units that Drydock writes, after which a person's own may be ordered. */
const drydockUnits = [
  "drydock-instance.service",
  "drydock-secrets.service",
  "drydock-secrets-refresh.service",
  "drydock-secrets-refresh.timer",
  "drydock-volume.service",
  "drydock-drain.service",
  "drydock-etcd-formation.service",
  "drydock-etcd-settle.service",
];

/** Units and drop-ins of a role: valid by systemd's rules, named once, and ordered after units that exist. */
export function* unitRules({ roles }: ClusterReading): Iterable<Finding> {
  for (const role of roles) {
    const { path, spec } = role;
    const seen = new Map<string, number>();
    for (const [index, { unit, enable }] of spec.units.entries()) {
      const at = `${path}.units.${index}`;
      const first = seen.get(unit.name);
      if (first !== undefined) {
        yield {
          path: at,
          message: `${quote(unit.name)} is unit ${first} already`,
          remedy: "Give each unit a name of its own; add to one by a drop-in.",
          rule: "unit-duplicate",
        };
      } else seen.set(unit.name, index);
      if (unit.name.startsWith("drydock-") || unit.name === etcdUnit) {
        yield {
          path: at,
          message: `${quote(unit.name)} is a name of Drydock's own units`,
          remedy: "Give it another name, or add to that unit by a drop-in.",
          rule: "unit-reserved",
        };
      }
      if (enable && !unit.sections.some(({ name, entries }) => name === "Install" && entries.length > 0)) {
        yield {
          path: at,
          message: `${quote(unit.name)} is to start at boot and has no [Install] section`,
          remedy: 'Add Install: { WantedBy: "multi-user.target" }, or set enable to false.',
          rule: "unit-install",
        };
      }
      yield* problemsOf(unit, at);
      yield* unknownUnits(unit.sections, at, role);
    }
    for (const [index, dropin] of spec.dropins.entries()) {
      const at = `${path}.dropins.${index}`;
      yield* problemsOf(dropin, at);
      if (!exists(dropin.of, role))
        yield {
          path: at,
          message: `${quote(dropin.of)} is a unit of neither the role nor ${spec.image.os}`,
          remedy: suggestion(dropin.of, role),
          rule: "dropin-unit",
        };
      yield* unknownUnits(dropin.sections, at, role);
    }
    for (const [name, { before }] of Object.entries(spec.secrets)) {
      for (const unit of before.filter((each) => !exists(each, role))) {
        yield {
          path: `${path}.secrets.${name}.before`,
          message: `${quote(unit)} is a unit of neither the role nor ${spec.image.os}`,
          remedy: suggestion(unit, role),
          rule: "unit-unknown",
        };
      }
    }
  }
}

/** What to do where systemd's rule says no more than its message. */
const mend = "Correct the unit: systemd or Ignition would not take it as it is meant.";

function* problemsOf(unit: Parameters<typeof validateUnit>[0], path: string): Iterable<Finding> {
  for (const { severity, path: inside, message, remedy = mend } of validateUnit(unit)) {
    yield {
      severity,
      path: `${path}${inside.replace(/^\$/, "")}`,
      message,
      remedy,
      rule: "unit-invalid",
    };
  }
}

function* unknownUnits(
  sections: NamedRole["spec"]["units"][number]["unit"]["sections"],
  path: string,
  role: NamedRole,
): Iterable<Finding> {
  for (const key of dependencies) {
    const names = effectiveValuesOf({ sections }, "Unit", key)
      .flatMap((value) => value.split(/\s/))
      .filter((name) => name !== "");
    for (const name of new Set(names)) {
      if (exists(name, role)) continue;
      // A package that the role installs may bring the unit.
      const severity = role.spec.packages.length > 0 ? "warning" : "error";
      yield {
        severity,
        path: `${path}.Unit.${key}`,
        message: `${quote(name)} is a unit of neither the role nor ${role.spec.image.os}`,
        remedy: suggestion(name, role),
        rule: "unit-unknown",
      };
    }
  }
}

/**
 * Whether a unit will be there. Mounts, devices and their like are made by systemd itself, from what stands
 * in fstab or comes up.
 */
function exists(name: string, role: NamedRole): boolean {
  if (/\.(device|mount|automount|swap|slice|scope)$/.test(name) || name.includes("%")) return true;
  const template = name.replace(/@[^.]*\./, "@.");
  const known = namesOf(role);
  return known.has(name) || known.has(template);
}

function namesOf({ spec }: NamedRole): Set<string> {
  const etcd = spec.kind === "etcd" ? [etcdUnit] : [];
  return new Set([
    ...knownUnits(spec.image.os),
    ...drydockUnits,
    ...etcd,
    ...quadletServices(spec.files),
    ...spec.units.map(({ unit }) => unit.name),
  ]);
}

function suggestion(name: string, role: NamedRole): string {
  const dot = name.lastIndexOf(".");
  const [stem, suffix] = dot < 0 ? [name, ".service"] : [name.slice(0, dot), name.slice(dot)];
  const stems = [...namesOf(role)]
    .filter((known) => known.endsWith(suffix))
    .map((known) => known.slice(0, -suffix.length));
  const likely = nearest(stem, stems);
  return likely === undefined
    ? "Add the unit to the role, or remove the name."
    : `Did you mean ${quote(likely + suffix)}? Otherwise add the unit to the role.`;
}
