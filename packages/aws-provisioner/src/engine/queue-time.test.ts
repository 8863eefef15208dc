import { expect, it } from "vitest";
import { queueTime } from "./queue-time.ts";

it("counts the time in which at least one call waits", () => {
  let now = 0;
  const told: number[] = [];
  const { queue, total } = queueTime({ now: () => now }, (seconds) => void told.push(seconds));
  const first = queue(7);
  now = 1000;
  const second = queue(3);
  now = 3000;
  first();
  expect(total()).toBe(3000);
  now = 4000;
  second();
  now = 9000;
  expect([total(), told]).toEqual([4000, [7, 3]]);
});
