import { allProblems } from "../unit/all-problems.ts";
import { assembleSections, type Vocabulary } from "../unit/assemble-sections.ts";
import { finding, layOut, mostFindings, type CheckedUnit } from "../validate/assignment.ts";
import { quoteForMessage } from "../text/character.ts";
import type { Diagnostic } from "../ground/diagnostic.ts";
import { kindOfDirective, problemOfKey } from "../directive/directive.ts";
import { nearest } from "../ground/nearest.ts";
import { parseUnit } from "../parse/parse-unit.ts";
import { tryPrintUnit } from "../print/print-unit.ts";
import { quadletKeys } from "./quadlet-keys.ts";
import { checkQuadletRules } from "./quadlet-rules.ts";
import { checkOrdering } from "../validate/rules/ordering.ts";
import { checkSpecifiers } from "../validate/rules/specifiers.ts";
import type { ExtensionSettings, Settings } from "../unit/sections.ts";
import type { SettingValue, ValueKind } from "../value/setting-value.ts";
import { UnitError } from "../unit/unit-error.ts";
import type { Unit } from "../unit/unit-file.ts";
import { problemsOfShape } from "../unit/unit-shape.ts";
import { problemOfSyntax } from "../value/value-syntax.ts";

/** The kinds of quadlet, which are the suffixes of their files. */
export const quadletTypes = ["container", "pod", "build", "kube", "network", "image", "volume", "artifact"] as const;
export type QuadletType = (typeof quadletTypes)[number];

type QuadletGroup = keyof typeof quadletKeys;
type GroupSettings<Group extends QuadletGroup> = {
  readonly [Key in keyof (typeof quadletKeys)[Group]]?:
    | SettingValue<Extract<(typeof quadletKeys)[Group][Key], ValueKind>>
    | undefined;
};
/** The parts of [Service] that a quadlet may set: podman sets the rest. */
type QuadletService = Omit<Settings<"Service">, "User" | "Group" | "DynamicUser" | "KillMode"> & {
  readonly KillMode?: "mixed" | "control-group" | undefined;
};

/** The sections of a quadlet of one type. */
export type QuadletSections<Type extends QuadletType> = {
  readonly [Group in Capitalize<Type>]: GroupSettings<Group>;
} & {
  readonly Unit?: Settings<"Unit"> | undefined;
  readonly Service?: QuadletService | undefined;
  readonly Install?: Omit<Settings<"Install">, "Also" | "DefaultInstance"> | undefined;
  readonly Quadlet?: { readonly DefaultDependencies?: boolean | undefined } | undefined;
} & { readonly [section: `X-${string}`]: ExtensionSettings | undefined };

const groups: ReadonlyMap<string, ReadonlyMap<string, ValueKind>> = new Map([
  ...Object.entries(quadletKeys).map(([group, keys]): [string, ReadonlyMap<string, ValueKind>] => [
    group,
    new Map<string, ValueKind>(Object.entries(keys)),
  ]),
  ["Quadlet", new Map<string, ValueKind>([["DefaultDependencies", "boolean"]])],
]);

const install: readonly string[] = ["Alias", "WantedBy", "RequiredBy", "UpheldBy"];

/** The type of a quadlet by its file name; undefined when the suffix is none of a quadlet's. */
export function quadletTypeOf(name: string): QuadletType | undefined {
  const suffix = name.slice(name.lastIndexOf(".") + 1);
  return name.includes(".") ? quadletTypes.find((type) => type === suffix) : undefined;
}

function groupOf(type: QuadletType): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

/** The service that podman makes of a quadlet: `web.container` → `web.service`, `data.volume` → `data-volume.service`, or what its ServiceName= says. Undefined when the name is no quadlet's. */
export function quadletService(quadlet: Pick<Unit, "name" | "sections">): string | undefined {
  const type = quadletTypeOf(quadlet.name);
  if (type === undefined) return undefined;
  const named = quadlet.sections
    .filter(({ name }) => name === groupOf(type))
    .flatMap(({ entries }) => entries.filter(({ key }) => key === "ServiceName"));
  const stem = quadlet.name.slice(0, quadlet.name.lastIndexOf("."));
  const service = named.at(-1)?.value ?? (type === "container" || type === "kube" ? stem : `${stem}-${type}`);
  return `${service}.service`;
}

function vocabularyOf(type: QuadletType): Vocabulary {
  const group = groupOf(type);
  const sections = ["Unit", group, "Service", "Install", "Quadlet"];
  return {
    sections,
    kindOf: (section, key) =>
      groups.get(section)?.get(key) ?? (sections.includes(section) ? kindOfDirective(section, key) : undefined),
    problemOf(section, key) {
      const keys = groups.get(section);
      if (keys !== undefined && sections.includes(section)) {
        if (keys.has(key)) return undefined;
        const near = nearest(key, keys.keys());
        return {
          rule: "unknown-key",
          message: `unsupported key '${key}' in group '${section}'${near === undefined ? "" : `; did you mean ${near}=?`}`,
        };
      }
      if (section === "Install" && !install.includes(key))
        return {
          rule: "quadlet-install",
          message: `podman reads only ${install.join("=, ")}= in [Install] of a quadlet, not ${key}=`,
        };
      return problemOfKey(section, key);
    },
  };
}

function nameProblems(name: string): readonly Diagnostic[] {
  const error = (message: string): readonly Diagnostic[] => [
    { severity: "error", path: "$.name", message, rule: "quadlet-name" },
  ];
  if (quadletTypeOf(name) === undefined)
    return error(`${quoteForMessage(name)} is no quadlet: its name ends in one of .${quadletTypes.join(" .")}`);
  if (name.startsWith(".")) return error("nothing stands before the suffix");
  return /^[A-Za-z0-9:_.\\@-]{1,255}$/.test(name)
    ? []
    : error(`${quoteForMessage(name)} becomes a service's name: letters, digits and :_.\\@- only, at most 255`);
}

/** Every problem of a quadlet whose form is sound. */
function checkQuadlet(
  quadlet: Unit,
  type: QuadletType,
  positions?: Parameters<typeof layOut>[2],
): readonly Diagnostic[] {
  const vocabulary = vocabularyOf(type);
  const laidOut: CheckedUnit = layOut(quadlet, "", positions);
  const diagnostics: Diagnostic[] = [];
  for (const { name, at } of laidOut.sections) {
    if (vocabulary.sections.includes(name) || name.startsWith("X-")) continue;
    if (diagnostics.length >= mostFindings) break;
    diagnostics.push(
      finding(
        "warning",
        "section",
        `podman ignores the group [${name}] of a .${type}: it has ${vocabulary.sections.join(", ")}`,
        {
          path: `$.${name}`,
          ...(at === undefined ? {} : { at }),
        },
      ),
    );
  }
  for (const assignment of laidOut.assignments) {
    const { section, key, value } = assignment;
    if (!vocabulary.sections.includes(section)) continue;
    if (diagnostics.length >= mostFindings) break;
    const problem = vocabulary.problemOf(section, key);
    if (problem !== undefined)
      diagnostics.push(finding(groups.has(section) ? "error" : "warning", problem.rule, problem.message, assignment));
    const kind = vocabulary.kindOf(section, key);
    const bad = kind === undefined ? undefined : problemOfSyntax(kind, value, key);
    if (bad !== undefined)
      diagnostics.push(finding("error", "value", `${key}=: ${quoteForMessage(value)} ${bad}`, assignment));
  }
  return [
    ...diagnostics,
    ...checkSpecifiers(laidOut),
    ...checkOrdering(laidOut),
    ...checkQuadletRules(laidOut, type),
    ...tryPrintUnit(quadlet).diagnostics,
  ];
}

/**
 * A podman quadlet from typed settings: `quadlet("web.container", { Container: { Image: "docker.io/library/nginx:1.27" } })`. It is a file for
 * `/etc/containers/systemd`, not a unit: `quadletService` names the service that podman makes of it. Throws `UnitError` with every problem.
 */
export function quadlet<const Type extends QuadletType>(
  name: `${string}.${Type}`,
  sections: QuadletSections<Type>,
): Unit {
  const type = typeof name === "string" ? quadletTypeOf(name) : undefined;
  if (type === undefined) throw new UnitError(`quadlet ${JSON.stringify(name)}`, nameProblems(String(name)));
  const assembled = assembleSections(sections, vocabularyOf(type));
  const built: Unit = { name, sections: assembled.sections };
  const diagnostics = [...nameProblems(name), ...assembled.diagnostics];
  const problems = allProblems(diagnostics, checkQuadlet(built, type));
  if (problems.length > 0) throw new UnitError(`quadlet ${JSON.stringify(name)}`, problems);
  return built;
}

/** Every problem of a quadlet, or of the text of one (then `name` says what it is), in podman's words where it has any. Empty when there is none. Never throws. */
export function validateQuadlet(source: Unit | string | Uint8Array, name?: string): readonly Diagnostic[] {
  const isText = typeof source === "string" || source instanceof Uint8Array;
  const misshapen = isText ? [] : problemsOfShape(source);
  if (misshapen.length > 0) return misshapen;
  const parsed = isText ? parseUnit(source, { name: name ?? "" }) : undefined;
  const unit = isText ? (parsed?.unit ?? { name: name ?? "", sections: [] }) : source;
  const type = quadletTypeOf(unit.name);
  if (type === undefined) return nameProblems(unit.name);
  return [...nameProblems(unit.name), ...(parsed?.diagnostics ?? []), ...checkQuadlet(unit, type, parsed?.positions)];
}
