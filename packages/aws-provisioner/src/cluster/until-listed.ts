import type { Diagnostic } from "@drydock/systemd/ground";
import { lagOfService } from "../aws/listing-lag.ts";
import { ProvisionError } from "../engine/error.ts";
import type { Untimed } from "../engine/event.ts";
import type { Session } from "./session.ts";

/** The rule of a refusal that is over when listings show what is there. */
export const notListed = "not-listed";

/** Milliseconds before the first further look, and the most before a later one. */
const pauses = { first: 2000, longest: 15_000 } as const;

/**
 * Looks again where a plan is refused for nothing but what listings have left out so far: a run for as long
 * as they may be behind, a plan for as long as they usually are.
 *
 * @throws the refusal, when listings should show everything.
 */
export async function untilListed<Looked>(
  { clock, signal }: Pick<Session, "clock" | "signal">,
  emit: ((event: Untimed) => void) | undefined,
  look: () => Promise<Looked>,
): Promise<Looked> {
  const { usual, worst } = lagOfService("ec2");
  const until = clock.now() + (emit === undefined ? usual : worst) * 1000;
  for (let pause: number = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
    try {
      return await look();
    } catch (error) {
      const left = until - clock.now();
      if (left <= 0 || !isOver(error)) throw error;
      if (pause === pauses.first) emit?.({ type: "settling", seconds: Math.ceil(left / 1000) });
      await clock.sleep(pause, signal);
    }
  }
}

function isOver(error: unknown): boolean {
  if (!(error instanceof ProvisionError) || error.code !== "unplannable") return false;
  const { diagnostics } = error;
  const refused = diagnostics.filter(({ severity }: Diagnostic) => severity === "error");
  return refused.length > 0 && refused.every(({ rule }) => rule === notListed);
}
