import type { ClusterDesign } from "@drydock/core/design";
import type { ResourceGraph } from "../engine/graph.ts";
import type { Facts } from "./facts.ts";

/** What every chapter of the model writes from and into. */
export interface Chapter<Design = ClusterDesign> {
  readonly design: Design;
  readonly facts: Facts;
  readonly graph: ResourceGraph;
}
