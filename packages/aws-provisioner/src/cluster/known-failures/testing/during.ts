import type { SimulatedAccount } from "@drydock/aws-simulator";

/** Looks every ten seconds until something is over, and once more then; what it failed with. */
export async function during(
  { clock }: Pick<SimulatedAccount, "clock">,
  work: PromiseLike<unknown>,
  look: () => unknown,
): Promise<unknown> {
  let isOver = false;
  const end = Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );
  void end.then(() => (isOver = true));
  while (!isOver) {
    await look();
    await clock.sleep(10_000);
  }
  await look();
  return end;
}
