import { extensionOf } from "./go-path.ts";
import { goQuote } from "@drydock/systemd/ground";
import type { Dropin, SystemdSection, Unit } from "../../spec/systemd-section.ts";
import type { Rule } from "./rule.ts";
import { readUnit } from "./unit-contents.ts";

const unitExtensions = new Set(
  "service socket device mount automount swap target path timer snapshot slice scope".split(" ").map((x) => `.${x}`),
);

/** A unit: its name and text, and whether enabling it does anything. */
export const unitRule: Rule<Unit> = ({ contents = "", enabled, name }, context) => {
  if (!unitExtensions.has(extensionOf(name))) context.error("invalid systemd unit extension", "name");
  if (contents === "") return;
  const unit = readUnit(contents, context.engine);
  if (unit.problem !== undefined) return context.error(`invalid unit content: ${unit.problem}`, "contents");
  // Ignition 2.14 takes a unit without any option for one that could not be parsed.
  if (enabled !== true || unit.hasInstall || (context.engine === "2.14.0" && !unit.hasOptions)) return;
  context.warn(`unit ${goQuote(name)} is enabled, but has no install section so enable does nothing`, "contents");
};

/** A drop-in: its text and name. */
export const dropinRule: Rule<Dropin> = ({ contents = "", name }, context) => {
  const { problem } = readUnit(contents, context.engine);
  if (problem !== undefined) context.error(`invalid unit content: ${problem}`, "contents");
  if (extensionOf(name) !== ".conf") context.error("invalid systemd drop-in extension", "name");
};

/** Since Ignition 2.15: enabling an instance does nothing when its template has no [Install]. */
export const systemdRule: Rule<SystemdSection> = ({ units = [] }, context) => {
  if (context.engine === "2.14.0") return;
  const contentsByName = new Map(units.map(({ contents, name }) => [name, contents]));
  units.forEach(({ enabled, name }, index) => {
    const prefix = enabled === true ? prefixOfInstance(name) : undefined;
    const template = `${prefix}@.service`;
    const contents = prefix === undefined ? undefined : contentsByName.get(template);
    if (!contents) return;
    const unit = readUnit(contents, context.engine);
    if (unit.problem !== undefined || unit.hasInstall) return;
    const message = `template unit ${goQuote(template)} for ${goQuote(name)} doesn't have Install section`;
    context.warn(message, "units", index, "contents");
  });
};

/**
 * Of a service only: what stands before the first @ that is not the first character, when something stands
 * after it, too.
 */
function prefixOfInstance(name: string): string | undefined {
  const at = name.indexOf("@", 1);
  const end = name.length - ".service".length;
  const isInstance = at !== -1 && at + 1 < end && name.endsWith(".service") && !name.includes("\n");
  return isInstance ? name.slice(0, at) : undefined;
}
