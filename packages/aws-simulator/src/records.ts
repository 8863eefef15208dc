/** The records of a table, which tells what came, went or was changed since some moment. */
export class Records<R extends object> extends Map<string, R> {
  /** The keys of what came, went or was changed, one for each time. */
  readonly #touched: string[] = [];

  /** A number that grows with each change. */
  get version(): number {
    return this.#touched.length;
  }

  /** The keys of what changed since that version, each once. */
  touchedSince(version: number): ReadonlySet<string> {
    return new Set(this.#touched.slice(version));
  }

  /** Notes a change of a record that stays where it is. */
  touch(key: string): void {
    this.#touched.push(key);
  }

  override set(key: string, record: R): this {
    this.#touched.push(key);
    return super.set(key, record);
  }

  override delete(key: string): boolean {
    this.#touched.push(key);
    return super.delete(key);
  }
}
