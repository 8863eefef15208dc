import { type Diagnostic, nearest } from "@drydock/systemd/ground";
import type { Resource } from "../engine/graph.ts";
import type { Level } from "../engine/level.ts";
import { kinds } from "../kinds/registry.ts";
import { isBroken, kindsNamedBy } from "./including.ts";

/** A value for all, or by address, with `*` at the end for any rest and `default` for all others. */
type ByAddress<Value> = Value | Readonly<Record<string, Value>>;

/** How far what a blueprint has must have come for a run to be over. */
export type Wait = ByAddress<Level>;

/** Seconds after which a run gives up what has not come to its level. */
export type WaitSeconds = ByAddress<number>;

/** What of the options of a plan concerns waiting. */
interface Waits {
  readonly wait?: Wait | undefined;
  readonly waitSeconds?: WaitSeconds | undefined;
}

const names = ["wait", "waitSeconds"] as const;
const usage = "Write a kind and a name, * at the end for any rest, or default for all others.";

/** The resources with what the options say of how far a run waits for them, and how long. */
export function withWaits(resources: readonly Resource[], { wait, waitSeconds }: Waits): readonly Resource[] {
  return resources.map((resource) => {
    const level = valueAt(wait, resource.address);
    const limit = valueAt(waitSeconds, resource.address);
    return {
      ...resource,
      ...(limit !== undefined && { limit }),
      ...(level !== undefined && level !== "stable" && { wait: level }),
    };
  });
}

/** The addresses and patterns of both options: those of which nothing may come are told. */
export function waitPatterns(
  options: Waits,
): readonly { readonly option: (typeof names)[number]; readonly at: string }[] {
  return names.flatMap((option) => patternsOf(options[option]).map((at) => ({ option, at })));
}

/** The patterns that can name no resource, because no address looks like that. */
export function waitProblems(options: unknown): Diagnostic[] {
  const given = Object(options) as Readonly<Record<string, unknown>>;
  return names.flatMap((option) =>
    patternsOf(given[option]).flatMap((pattern): Diagnostic[] => {
      if (!isBroken(pattern) && kindsNamedBy(pattern).length > 0) return [];
      const [kind = "", ...rest] = pattern.split("/");
      const likely = nearest(
        kind,
        kinds.map(({ name }) => name),
      );
      const name = rest.join("/").replace(/\*.*$/s, "*");
      const instead = likely === undefined ? "" : `Did you mean ${JSON.stringify(`${likely}/${name || "*"}`)}? `;
      return [
        {
          severity: "error",
          path: `$.${option}.${pattern}`,
          message: `${JSON.stringify(pattern)} can name no resource`,
          remedy: `${instead}${usage}`,
          rule: "option-address",
        },
      ];
    }),
  );
}

/** The patterns of an option; none of one that is for all, or is no option at all. */
function patternsOf(option: unknown): string[] {
  if (typeof option !== "object" || option === null || Array.isArray(option)) return [];
  return Object.keys(option).filter((pattern) => pattern !== "default");
}

/** What an option says of an address: by itself, by the longest pattern that names it, or for all others. */
function valueAt<Value extends string | number>(option: ByAddress<Value> | undefined, address: string) {
  if (typeof option !== "object") return option;
  const own = (pattern: string) => (Object.hasOwn(option, pattern) ? option[pattern] : undefined);
  const [closest] = patternsOf(option)
    .filter((pattern) => pattern.endsWith("*") && address.startsWith(pattern.slice(0, -1)))
    .toSorted((a, b) => b.length - a.length);
  return own(address) ?? (closest === undefined ? own("default") : own(closest));
}
