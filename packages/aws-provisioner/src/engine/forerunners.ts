/**
 * Of things that are seen late, who has shown that they are: of all that mention a fresh one, one goes first,
 * and the others when it came through. Else each would be refused as long, and each refusal costs one of the
 * calls that the provider lets through.
 */
export class Forerunners {
  readonly #unseen: Set<string>;
  readonly #running = new Map<string, Promise<unknown>>();
  #waiting = 0;

  /** @param fresh Addresses that the run makes, and that many mention. */
  constructor(fresh: Iterable<string>) {
    this.#unseen = new Set(fresh);
  }

  /** Whether anybody waits for another. */
  get isAwaited(): boolean {
    return this.#waiting > 0;
  }

  /**
   * Runs `go` when nobody else finds out whether those addresses are seen.
   *
   * @param onWait Is told once, when another is first.
   */
  async run<Result>(addresses: readonly string[], go: () => Promise<Result>, onWait: () => void): Promise<Result> {
    const unseen = () => addresses.filter((address) => this.#unseen.has(address));
    const before = () => unseen().flatMap((address) => this.#running.get(address) ?? []);
    if (before().length > 0) onWait();
    this.#waiting += 1;
    for (let first = before(); first.length > 0; first = before()) await Promise.allSettled(first);
    this.#waiting -= 1;
    const mine = unseen();
    const going = go();
    for (const address of mine) this.#running.set(address, going);
    try {
      const result = await going;
      for (const address of mine) this.#unseen.delete(address);
      return result;
    } finally {
      for (const address of mine) this.#running.delete(address);
    }
  }
}
