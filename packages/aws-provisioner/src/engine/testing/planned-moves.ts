import { type Resource, ResourceGraph } from "../graph.ts";
import type { AnyKind } from "../kind.ts";
import { makePlan } from "../make-plan.ts";
import { type ObservedResource, withAddress } from "../observed.ts";
import { planProblems } from "../saved-plan/plan-problems.ts";
import { Door, Fence, House, Lamp, Sign, type Toy } from "./toy-kinds.ts";
import type { Wish } from "./toy-run.ts";

/** Guests are led to a house by maps, which they keep for 30 s, and to a door by its sign. */
export const movingKinds: readonly AnyKind<Toy>[] = [
  {
    ...House,
    replace: "create-first",
    knownBy: ["street"],
    serving: { means: "is lived in", led: true, seconds: () => 70, lacks: async () => undefined },
  } satisfies AnyKind<Toy>,
  Door,
  { ...Sign, replace: "create-first" },
  { ...Lamp, mutable: ["doorId"], lingers: ({ plot }: { readonly plot?: string }) => (plot === "1" ? 30 : 0) },
  { ...Fence, mutable: ["gate"], servesIn: "around", servesToTheLast: true },
];

/** Something that stands, and is ready. */
export function seen(kind: string, id: string, props: object): ObservedResource {
  const own = { id, name: id, props: { ...props }, outputs: { street: `street of ${id}` }, status: "ready" as const };
  return withAddress(kind, own);
}

/** The steps with what each awaits, needs, and how long that lingers. */
export function planned(wish: Wish, observed: readonly ObservedResource[], of: readonly AnyKind<Toy>[] = movingKinds) {
  const graph = new ResourceGraph();
  wish(graph);
  const resources: readonly Resource[] = graph.inOrder();
  const state = { resources: observed, kinds: new Set(of.map(({ name }) => name)) };
  const plan = makePlan({ cluster: "toy", kinds: of, resources, observed: state });
  if (planProblems(plan, of).length > 0) throw new Error(JSON.stringify(planProblems(plan, of)));
  return plan.steps.map(({ id, needs, awaits = [], seconds, pause, phase }) => {
    const first = needs.map(({ step, lingers }) => (lingers === undefined ? step : `${step} + ${lingers} s`));
    const awaited = awaits.length === 0 ? "" : ` [${awaits.join(", ")}]`;
    return `${id}${phase === undefined ? "" : ` ${phase}`}${awaited}, ${seconds} s${pause === undefined ? "" : ` after ${pause} s`} < ${first.toSorted().join(", ")}`;
  });
}
