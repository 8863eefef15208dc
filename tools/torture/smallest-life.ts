import type { Life } from "./drawn-life.ts";
import type { LifeStory } from "./live.ts";

export interface LivedLife {
  readonly life: Life;
  readonly story: LifeStory;
}

/** How many smaller lives are tried. */
const mostTries = 120;

/** Less and less of a life that is broken, as long as it stays so. */
export async function smallestLife(life: Life, lived: (life: Life) => Promise<LifeStory>): Promise<LivedLife> {
  let smallest: LivedLife = { life, story: await lived(life) };
  let tries = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const less of lessOf(smallest.life)) {
      if ((tries += 1) > mostTries) return smallest;
      const story = await lived(less);
      if (story.told.length === 0) continue;
      smallest = { life: less, story };
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** A life with one thing less, the largest first. */
function* lessOf(life: Life): Iterable<Life> {
  const { writers } = life;
  if (writers.length > 1) for (const which of writers.keys()) yield { ...life, writers: writers.toSpliced(which, 1) };
  for (const [which, writer] of writers.entries()) {
    const instead = (one: Partial<typeof writer>): Life => ({
      ...life,
      writers: writers.with(which, { ...writer, ...one }),
    });
    const { deeds, computer } = writer;
    if (deeds.length > 1) for (const at of deeds.keys()) yield instead({ deeds: deeds.toSpliced(at, 1) });
    for (const [at, { end, ...deed }] of deeds.entries())
      if (end !== undefined) yield instead({ deeds: deeds.with(at, deed) });
    if (writer.away.length > 0) yield instead({ away: [] });
    if (writer.signing.percent > 0) yield instead({ signing: { percent: 0, seconds: 0 } });
    if (writer.keys !== undefined) {
      const { keys: _, ...rest } = writer;
      yield { ...life, writers: writers.with(which, rest) };
    }
    for (const at of computer.stops.keys())
      yield instead({ computer: { ...computer, stops: computer.stops.toSpliced(at, 1) } });
    if (computer.set.length > 0) yield instead({ computer: { ...computer, set: [] } });
    if (computer.offset !== 0) yield instead({ computer: { ...computer, offset: 0 } });
    if (computer.rate !== 1) yield instead({ computer: { ...computer, rate: 1 } });
  }
  for (const ill of Object.keys(life.weather) as (keyof Life["weather"])[]) {
    const { [ill]: _, ...weather } = life.weather;
    yield { ...life, weather };
  }
  if (life.listings !== "none") yield { ...life, listings: "none" };
  if (life.staleReads) yield { ...life, staleReads: false };
  if (life.throttling) yield { ...life, throttling: false };
  if (life.first !== "nothing") yield { ...life, first: "nothing" };
  if (life.pause !== 700) yield { ...life, pause: 700 };
}
