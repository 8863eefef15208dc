import { checkOptions, object, oneOf } from "@drydock/systemd/ground";
import type { Plan } from "./plan.ts";
import { asPlan } from "./saved-form.ts";
import { refsIn } from "./ref.ts";

/** How `printGraph` writes. */
export interface PrintGraphOptions {
  /** `mermaid` (default), which renders on GitHub, or `dot` for Graphviz. */
  readonly format?: "mermaid" | "dot";
}

const printOptions = object<PrintGraphOptions>({ format: oneOf("mermaid", "dot") });

interface Node {
  readonly id: string;
  readonly label: string;
  /** Ids of the nodes that it refers to. */
  readonly refersTo: readonly string[];
}

/**
 * The resources of a plan and what each refers to, as a diagram's source text: an arrow leads from what
 * refers to what it needs. What is deleted for good is in it too, with arrows to what can go only after it.
 *
 * @throws {OptionError} `invalid-option`, for options that there are not.
 * @throws {ProvisionError} `invalid-option`, for what is no plan.
 *
 * @example
 * ```ts
 * import { planNetwork, printGraph } from "@drydock/aws-provisioner";
 * import { simulateAccount } from "@drydock/aws-simulator";
 * import { network } from "@drydock/core";
 *
 * const { connection } = simulateAccount({ seed: 1, latency: "none" });
 * const plan = await planNetwork("shared", network({ cidr: "10.30.0.0/16" }), connection);
 * console.log(printGraph(plan, { format: "dot" }));
 * ```
 */
export function printGraph(plan: Plan, options: PrintGraphOptions = {}): string {
  checkOptions("printGraph", printOptions, options);
  asPlan(plan);
  const { format = "mermaid" } = options;
  const nodes = nodesOf(plan);
  return format === "dot" ? dot(plan.cluster, nodes) : mermaid(nodes);
}

function nodesOf({ resources, steps }: Plan): readonly Node[] {
  const ids = new Map(resources.map(({ address }, index) => [address, `n${index}`]));
  const signs = new Map(
    steps
      .filter(({ action }) => action !== "delete")
      .map(({ address, action, replacement }) => [address, replacement ? "±" : action === "create" ? "+" : "~"]),
  );
  const standing = resources.map(({ address, props }, index) => ({
    id: `n${index}`,
    label: [signs.get(address) ?? [], address].flat().join(" "),
    refersTo: [...new Set(refsIn(props).map(({ $ref }) => $ref))].flatMap((producer) => ids.get(producer) ?? []),
  }));
  return [...standing, ...leavingNodes(steps, resources.length)];
}

/** What goes for good, numbered from `first`. What it refers to waits for it. */
function leavingNodes(steps: Plan["steps"], first: number): readonly Node[] {
  const leaving = steps.filter(({ action, replacement }) => action === "delete" && !replacement);
  const waitsFor = (waiting: Plan["steps"][number], step: Plan["steps"][number]) =>
    waiting.needs.some((need) => need.step === step.id);
  return leaving.map((step, index) => ({
    id: `n${first + index}`,
    label: `- ${step.address}`,
    refersTo: leaving.flatMap((other, at) => (waitsFor(other, step) ? `n${first + at}` : [])),
  }));
}

function mermaid(nodes: readonly Node[]): string {
  return [
    "flowchart LR",
    ...nodes.map(({ id, label }) => `  ${id}["${label}"]`),
    ...nodes.flatMap(({ id, refersTo }) => refersTo.map((other) => `  ${id} --> ${other}`)),
  ].join("\n");
}

function dot(cluster: string, nodes: readonly Node[]): string {
  return [
    `digraph ${JSON.stringify(cluster)} {`,
    "  rankdir=LR;",
    "  node [shape=box];",
    ...nodes.map(({ id, label }) => `  ${id} [label=${JSON.stringify(label)}];`),
    ...nodes.flatMap(({ id, refersTo }) => refersTo.map((other) => `  ${id} -> ${other};`)),
    "}",
  ].join("\n");
}
