import { type SimulatedTrial, simulatedTrial } from "./simulated-trial.ts";

/** How AWS refuses a call. */
export interface Refusal {
  readonly code: string;
  readonly message?: string;
}

/** A trial whose account refuses the operations that stand in `refused`, while they stand there. */
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
