import { limits } from "../from-outside/limits.ts";

/**
 * Counts what a compact file comes to where nothing in it stands for anything else any more: a small file can
 * say a very large plan, which would cost memory and minutes before it is refused.
 *
 * @throws {RangeError} When it is more than a file may hold that is not compact.
 */
export type Spend = (characters: number) => void;

export function expansion(): Spend {
  let values: number = limits.values;
  let size: number = limits.size;
  return (characters) => {
    values -= 1;
    size -= characters;
    if (values < 0) throw new RangeError(`what it stands for has more than ${limits.values} values`);
    if (size < 0) throw new RangeError(`what it stands for is larger than ${limits.size / 2 ** 20} MB`);
  };
}
