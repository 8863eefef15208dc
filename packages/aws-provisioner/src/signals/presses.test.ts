import { expect, it } from "vitest";
import { countPresses } from "./presses.ts";

it.each([
  { name: "one", times: [0], presses: [1] },
  { name: "one that arrives twice, as under npm and tsx", times: [0, 0], presses: [1, undefined] },
  { name: "one that is passed on late", times: [0, 499], presses: [1, undefined] },
  { name: "two", times: [0, 500], presses: [1, 2] },
  { name: "two that arrive twice each", times: [0, 30, 700, 760], presses: [1, undefined, 2, undefined] },
  { name: "a key that is held", times: [0, 300, 600, 900, 1200], presses: [1, undefined, 2, undefined, 3] },
  { name: "two, while the clock is set back", times: [5000, 0], presses: [1, 2] },
])("counts $name", ({ times, presses }) => {
  const left = [...times];
  const press = countPresses(() => left.shift() ?? NaN);
  expect(times.map(() => press())).toEqual(presses);
});
