import { expect } from "vitest";
import { expectRefusal, the } from "./service-world.ts";

/** How a service calls the members of a request and an answer that cut a listing. */
export interface PageWords {
  readonly size: string;
  readonly token: string;
  /** The answer's member; it is undefined on the last page. */
  readonly next: string;
  /** The error for a token that no listing gave. */
  readonly refusal: string;
}

/**
 * Expects that a listing of two rows is answered whole unless its size is given, then row by row, and that it
 * takes no token but its own.
 */
export async function expectTwoPages(
  { size, token, next, refusal }: PageWords,
  list: (cut: object) => Promise<object>,
): Promise<void> {
  const nextOf = (answer: object): unknown => Reflect.get(answer, next);
  const whole = await list({});
  const first = await list({ [size]: 1 });
  const second = await list({ [token]: the(nextOf(first)) });
  expect([whole, first, second].map((answer) => rowsOf(answer).length)).toEqual([2, 1, 1]);
  expect([...rowsOf(first), ...rowsOf(second)]).toEqual(rowsOf(whole));
  expect([nextOf(whole), nextOf(second)]).toEqual([undefined, undefined]);
  await expectRefusal(list({ [token]: "banana" }), refusal);
}

function rowsOf(answer: object): unknown[] {
  return Object.values(answer).flatMap((member: unknown) => (Array.isArray(member) ? member : []));
}
