/** Values of which the first is at hand, by an order: a binary heap. */
export class Heap<Value> {
  readonly #values: Value[] = [];

  /** @param isBefore Whether one comes before another; false for equals. */
  constructor(private readonly isBefore: (one: Value, other: Value) => boolean) {}

  get first(): Value | undefined {
    return this.#values[0];
  }

  add(value: Value): void {
    const values = this.#values;
    let at = values.length;
    for (; at > 0; at = (at - 1) >> 1) {
      const above = values[(at - 1) >> 1] as Value;
      if (!this.isBefore(value, above)) break;
      values[at] = above;
    }
    values[at] = value;
  }

  /** Takes the first away; undefined where there is none. */
  take(): Value | undefined {
    const values = this.#values;
    const [first] = values;
    const last = values.pop();
    if (last === undefined || values.length === 0) return first;
    let at = 0;
    for (let below = 1; below < values.length; below = 2 * at + 1) {
      const right = below + 1;
      if (right < values.length && this.isBefore(values[right] as Value, values[below] as Value)) below = right;
      if (!this.isBefore(values[below] as Value, last)) break;
      values[at] = values[below] as Value;
      at = below;
    }
    values[at] = last;
    return first;
  }

  /** The first that counts; those before it, which will never count again, are taken away. */
  firstThat(counts: (value: Value) => boolean): Value | undefined {
    while (this.#values.length > 0 && !counts(this.#values[0] as Value)) this.take();
    return this.first;
  }
}
