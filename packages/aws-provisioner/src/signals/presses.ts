/**
 * Milliseconds within which whatever comes belongs to one press: a runner may pass the same Ctrl-C on once
 * more.
 */
const deadTime = 500;

/**
 * Counts what asks a process to end. All that comes within the dead time of a press is that press.
 *
 * @returns How many presses there are with this one; undefined for one that counts with the last.
 */
export function countPresses(now: () => number): () => number | undefined {
  let presses = 0;
  let last = -Infinity;
  return () => {
    const at = now();
    // A clock that was set back tells nothing: then it is another one.
    if (at >= last && at - last < deadTime) return undefined;
    last = at;
    return ++presses;
  };
}
