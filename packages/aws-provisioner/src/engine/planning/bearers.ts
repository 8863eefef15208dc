import { gather } from "../gather.ts";

/** What bears texts in its fields, to be looked up by them. */
export class Bearers<One, Text = string> {
  /** The places of those that bear each text. It is gathered when somebody asks. */
  #places: ReadonlyMap<Text, readonly number[]> | undefined;

  constructor(
    private readonly all: readonly One[],
    private readonly textsOf: (one: One) => Iterable<Text>,
  ) {}

  /** Those that bear any of these texts, each once, in their order. */
  ofAny(texts: Iterable<Text>): readonly One[] {
    const places = (this.#places ??= this.#gather());
    const found = new Set<number>();
    for (const text of texts) for (const place of places.get(text) ?? []) found.add(place);
    return [...found].toSorted((a, b) => a - b).flatMap((place) => this.all[place] ?? []);
  }

  #gather(): ReadonlyMap<Text, readonly number[]> {
    const places = new Map<Text, number[]>();
    for (const [place, one] of this.all.entries()) for (const text of this.textsOf(one)) gather(places, text, place);
    return places;
  }
}
