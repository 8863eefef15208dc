import type { Directives, SectionName } from "../directive/directive.ts";
import type { Raw } from "../value/raw.ts";
import type { SettingValue, ValueKind } from "../value/value-kinds.ts";

/**
 * What a caller may give for one section: every directive of systemd's list, typed by its kind. `undefined`
 * leaves a setting out.
 */
export type Settings<Section extends SectionName> = {
  readonly [Key in keyof Directives[Section]]?: SettingValue<Extract<Directives[Section][Key], ValueKind>> | undefined;
};

/** A section that systemd ignores and other programs read: any key, text values, repeated by a list. */
export type ExtensionSettings = {
  readonly [key: string]: string | Raw | readonly (string | Raw)[] | undefined;
};

interface Extensions {
  readonly [section: `X-${string}`]: ExtensionSettings | undefined;
}

type Having<Section extends SectionName> = {
  readonly [Name in "Unit" | "Install" | Section]?: Settings<Name> | undefined;
} & Extensions;

/** The sections that a unit of each type may have. */
export interface SectionsByType {
  readonly service: Having<"Service">;
  readonly socket: Having<"Socket">;
  readonly mount: Having<"Mount">;
  readonly automount: Having<"Automount">;
  readonly swap: Having<"Swap">;
  readonly timer: Having<"Timer">;
  readonly path: Having<"Path">;
  readonly slice: Having<"Slice">;
  readonly scope: Having<"Scope">;
  readonly target: Having<never>;
  readonly device: Having<never>;
}

/** The sections of a unit whose name is known only at run time: every section that systemd has. */
export type AnySections = Having<SectionName>;

/** The sections that go with a unit name, by its suffix. */
export type SectionsOf<Name extends string> = Name extends `${string}.${infer Rest}`
  ? Rest extends keyof SectionsByType
    ? SectionsByType[Rest]
    : Rest extends `${string}.${string}`
      ? SectionsOf<Rest>
      : string extends Rest
        ? AnySections
        : never
  : AnySections;

const own: Readonly<Record<string, string | undefined>> = {
  service: "Service",
  socket: "Socket",
  mount: "Mount",
  automount: "Automount",
  swap: "Swap",
  timer: "Timer",
  path: "Path",
  slice: "Slice",
  scope: "Scope",
};

/** The section names that a unit of this type may have, `X-` sections aside. */
export function sectionsOfType(type: string): readonly string[] {
  const section = Object.hasOwn(own, type) ? own[type] : undefined;
  return section === undefined ? ["Unit", "Install"] : ["Unit", section, "Install"];
}
