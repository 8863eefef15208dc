import type { ApplyOptions, Run, RunEvent } from "../../packages/aws-provisioner/src/index.ts";
import type { SimulatedAccount } from "../../packages/aws-simulator/src/index.ts";
import type { Deed } from "./drawn-life.ts";
import { killed } from "./killed.ts";
import type { Process } from "./process-of.ts";

/**
 * Seconds after which a run is stuck, beside those for which its computer stood still: it may wait for another
 * one as long as `lockTimeout`, 1800 s, and its calls meet whatever there is.
 */
export const stuckAfter = 7200;

/** How a deed ended. */
export interface Outcome {
  readonly how: "done" | "killed" | "failed" | "stuck";
  readonly failure?: unknown;
  readonly doing?: string;
}

/** Does a deed in a process, and tells how that ended. */
export async function ended(
  account: SimulatedAccount,
  { lock, end }: Deed,
  { options, awake }: Process,
  run: (options: ApplyOptions) => Pick<Run<unknown>, "result"> & AsyncIterable<RunEvent>,
  events: unknown[],
): Promise<Outcome> {
  const own: RunEvent[] = [];
  const [asked, over] = [new AbortController(), new AbortController()];
  let failure: unknown;
  const follow = async (by: ApplyOptions): Promise<void> => {
    const running = run({ ...by, lock });
    void hear(running, own, events);
    try {
      await running.result;
    } catch (error) {
      events.push(error);
      failure = error;
    }
  };
  if (end !== undefined && "by" in end) {
    account.clock.sleep(end.after * 1000, over.signal).then(
      async () => {
        await awake();
        asked.abort(new Error("the end of the test was asked for"));
      },
      () => {},
    );
    options = { ...options, ...(end.by === "interrupt" ? { interrupt: asked.signal } : { signal: asked.signal }) };
  }
  const isKilled =
    end !== undefined && "boundary" in end
      ? killed(account, options, end, follow).isKilled()
      : follow(options).then(() => false);
  const how = await Promise.race([
    isKilled.then((dead): Outcome["how"] => (dead ? "killed" : failure === undefined ? "done" : "failed")),
    account.clock.sleep(2 * stuckAfter * 1000, over.signal).then((): Outcome["how"] => "stuck"),
  ]);
  over.abort();
  return {
    how,
    failure,
    doing: own
      .slice(-3)
      .map(({ type, at }) => `${type} at ${Math.round(at / 1000)} s`)
      .join(", "),
  };
}

async function hear(run: AsyncIterable<RunEvent>, own: RunEvent[], all: unknown[]): Promise<void> {
  try {
    for await (const event of run) {
      own.push(event);
      all.push(event);
    }
  } catch {
    // It is told where the run itself is waited for.
  }
}
