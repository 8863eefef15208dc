import type { Plan } from "./plan.ts";
import { refsIn } from "./ref.ts";

export interface PrintGraphOptions {
  /** `mermaid` (default), which renders on GitHub, or `dot` for Graphviz. */
  readonly format?: "mermaid" | "dot";
}

/** The resources of a plan and what each refers to, as a diagram's source text. */
export function printGraph(plan: Plan, { format = "mermaid" }: PrintGraphOptions = {}): string {
  const ids = new Map(plan.resources.map(({ address }, index) => [address, `n${index}`]));
  const edges = plan.resources.flatMap(({ address, props }) =>
    [...new Set(refsIn(props).map(({ $ref }) => $ref))].map(
      (producer) => [ids.get(address)!, ids.get(producer)!] as const,
    ),
  );
  const signs = new Map(
    plan.steps
      .filter(({ action }) => action !== "delete")
      .map((step) => [step.address, step.replacement ? "±" : step.action === "create" ? "+" : "~"]),
  );
  const label = (address: string) => [signs.get(address), address].filter((part) => part !== undefined).join(" ");
  if (format === "dot") {
    const nodes = plan.resources.map(
      ({ address }) => `  ${ids.get(address)} [label=${JSON.stringify(label(address))}];`,
    );
    const arrows = edges.map(([from, to]) => `  ${from} -> ${to};`);
    return [
      `digraph ${JSON.stringify(plan.cluster)} {`,
      "  rankdir=LR;",
      "  node [shape=box];",
      ...nodes,
      ...arrows,
      "}",
    ].join("\n");
  }
  const nodes = plan.resources.map(({ address }) => `  ${ids.get(address)}["${label(address)}"]`);
  return ["flowchart LR", ...nodes, ...edges.map(([from, to]) => `  ${from} --> ${to}`)].join("\n");
}
