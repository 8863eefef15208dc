/**
 * The answer of a listing without one of the things that it names: of its first list that is not empty, the
 * one at that place, counted round.
 */
export function withoutOne(output: object, place: number): object {
  const found = Object.entries(output).find(
    (entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].length > 0,
  );
  if (found === undefined) return output;
  const [member, items] = found;
  return { ...output, [member]: items.toSpliced(place % items.length, 1) };
}
