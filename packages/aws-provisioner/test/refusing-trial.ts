import { type SimulatedTrial, simulatedTrial } from "./simulated-trial.ts";

/** How AWS refuses a call. */
export interface Refusal {
  readonly code: string;
  readonly message?: string;
}

/** A trial whose account refuses what stands in `refused`, by the name of the operation, while it stands there. */
export async function refusingTrial(
  seed: string,
): Promise<SimulatedTrial & { readonly refused: Map<string, Refusal> }> {
  const refused = new Map<string, Refusal>();
  const trial = await simulatedTrial(seed, [
    ({ operation, origin }) => {
      const refusal = origin === "client" ? refused.get(operation) : undefined;
      return refusal && { kind: "refuse", ...refusal };
    },
  ]);
  return { ...trial, refused };
}
