import { expect, it } from "vitest";
import { toyClock } from "./testing/toy-clock.ts";
import { unlessOvertaken } from "./unless-overtaken.ts";
import type { Plan } from "./plan.ts";

const plan = { cluster: "pier" } as Plan;

/** A wait of so many seconds, where another run begins after that many. */
function waits(seconds: number, begins: number, answers = async (is: boolean) => is) {
  const clock = toyClock();
  const began = clock.now();
  const signal = new AbortController().signal;
  let asked = 0;
  const isOvertaken = () => answers((asked++, clock.now() - began >= begins * 1000));
  const result = unlessOvertaken({ plan, clock, signal, isOvertaken }, async (until) => {
    await clock.sleep(seconds * 1000, until);
    return "serves";
  });
  return result.then(
    (told) => ({ told, asked, seconds: (clock.now() - began) / 1000 }),
    (error: Error) => ({ told: error.message.split("\n")[0], asked, seconds: (clock.now() - began) / 1000 }),
  );
}

it("waits as long as it takes, and asks once in two minutes", async () => {
  expect(await waits(90, Infinity)).toEqual({ told: "serves", asked: 0, seconds: 90 });
  expect(await waits(500, Infinity)).toEqual({ told: "serves", asked: 4, seconds: 500 });
});

it("waits no longer when another run has begun, and says so", async () => {
  const told = "another run has begun to change pier since this one was done";
  expect(await waits(2000, 130)).toEqual({ told, asked: 2, seconds: 240 });
});

it("goes on where nobody can say", async () => {
  const fails = () => Promise.reject(new Error("no answer"));
  expect(await waits(300, 0, fails)).toEqual({ told: "serves", asked: 2, seconds: 300 });
});
