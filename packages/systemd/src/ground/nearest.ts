/** Names are short: what is longer is no slip of the pen, and must not cost quadratic time. */
const longest = 64;

/**
 * The known name that a misspelt one most likely meant; undefined where none is near, that is where more than
 * a third of its letters, and more than one, would have to change. Letter case does not count, nor which of
 * `-`, `_`, `.` and blank joins words.
 *
 * @example
 * ```ts
 * import { nearest } from "@drydock/systemd/ground";
 *
 * console.log(nearest("Exec-Strat", ["ExecStart", "ExecStop"])); // ExecStart
 * ```
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const wanted = fold(name);
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const allowed = Math.max(1, Math.floor(Math.max(name.length, candidate.length) / 3));
    const limit = Math.min(allowed + 1, least);
    if (Math.abs(name.length - candidate.length) >= limit) continue;
    const edits = distance(wanted, fold(candidate), limit);
    if (edits <= allowed && edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-.\s]/g, "_");
}

/**
 * How many letters must be added, removed, changed or swapped with their neighbour (optimal string
 * alignment); anything from `limit` up is as good as infinite. No later row can be less than the least of
 * one, so that a name unlike the other is given up after a letter or two.
 */
function distance(a: string, b: string, limit: number): number {
  if (strangersIn(a, b) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : limit;
      const edits = Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(edits);
      least = Math.min(least, edits);
    }
    if (least >= limit) return limit;
    [before, row] = [row, next];
  }
  return row[b.length] ?? limit;
}

/** How many letters of one name the other has nowhere: each of them must be removed or changed. */
function strangersIn(a: string, b: string): number {
  let strangers = 0;
  for (let i = 0; i < a.length; i++) if (!b.includes(a.charAt(i))) strangers += 1;
  return strangers;
}
