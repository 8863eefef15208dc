/** The records of a table, which counts how often one came or went. */
export class Records<R extends object> extends Map<string, R> {
  changes = 0;

  override set(key: string, record: R): this {
    this.changes += 1;
    return super.set(key, record);
  }

  override delete(key: string): boolean {
    this.changes += 1;
    return super.delete(key);
  }
}
