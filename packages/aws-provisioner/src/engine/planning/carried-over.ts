import { refsIn } from "../ref.ts";
import type { WantedNeeds } from "./add-needs.ts";
import type { Decision } from "./decide.ts";
import type { Leaving } from "./deletion-edges.ts";
import type { Making } from "./freed-first.ts";
import { stringsIn } from "./mentions.ts";

/** What carries for others goes when those that carry for them from then on are there. */
export function* carriedOver(
  leaving: readonly Leaving[],
  making: readonly Making[],
  decisions: ReadonlyMap<string, Decision>,
): Generator<WantedNeeds> {
  for (const { kind, resource, step } of leaving) {
    const { carries } = kind;
    if (carries === undefined) continue;
    const carried = new Set(stringsIn(resource.props[carries]));
    const takers = making.filter((one) => {
      if (one.resource.kind !== kind.name) return false;
      const takes = refsIn(one.resource.props[carries]).flatMap(({ $ref }) => decisions.get($ref)?.current?.id ?? []);
      return takes.some((id) => carried.has(id));
    });
    if (takers.length > 0) yield [step.id, takers.map((one) => one.step.id)];
  }
}
