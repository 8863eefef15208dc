import type { Session } from "./session.ts";

/** Seconds for which a run that is over tries to tell the next one so. */
const partingSeconds = 7;

/** Lets the next run begin at once, as far as that can be told in time. */
export async function part(
  session: Pick<Session, "clock" | "ledger"> | undefined,
  parting: AbortController,
): Promise<void> {
  if (session === undefined) return;
  const over = new AbortController();
  session.clock.sleep(partingSeconds * 1000, over.signal).then(
    () => parting.abort(),
    () => {},
  );
  await session.ledger.letGo();
  over.abort();
  parting.abort();
}
