import type { ExtensionSettings, Settings } from "../unit/sections.ts";
import type { SettingValue, ValueKind } from "../value/value-kinds.ts";
import type { quadletKeys } from "./quadlet-keys.ts";
import type { QuadletType } from "./quadlet-type.ts";

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
