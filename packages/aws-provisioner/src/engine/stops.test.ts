import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { stopsOf } from "./stops.ts";
import { toyClock } from "./testing/toy-clock.ts";

const asked = (reason?: unknown) => AbortSignal.abort(reason);

it("without signals nothing is ever aborted", async () => {
  const clock = toyClock();
  const { signal, cut, why } = stopsOf({}, clock);
  await clock.sleep(1e9);
  expect([signal.aborted, cut.aborted, why()]).toEqual([false, false, undefined]);
});

it("a stop ends both at once, with its own reason, and is no interruption", () => {
  const controller = new AbortController();
  const { signal, cut, why } = stopsOf({ signal: controller.signal }, toyClock());
  controller.abort("enough");
  expect([signal.reason, cut.reason, why()]).toEqual(["enough", "enough", undefined]);
});

it.each([
  { grace: undefined, seconds: 7 },
  { grace: 20, seconds: 20 },
])("an interruption ends what waits at once, and calls in flight after $seconds s", async ({ grace, seconds }) => {
  const clock = toyClock();
  const controller = new AbortController();
  const options = { interrupt: controller.signal, ...(grace !== undefined && { grace }) };
  const { signal, cut, graceSeconds } = stopsOf(options, clock);
  controller.abort(new Error("SIGTERM"));
  expect(graceSeconds).toBe(seconds);
  expect([signal.aborted, cut.aborted]).toEqual([true, false]);
  await clock.sleep(seconds * 1000 - 1);
  expect(cut.aborted).toBe(false);
  await clock.sleep(1);
  expect(cut.reason).toBe(signal.reason);
  expect(cut.reason).toMatchObject({
    code: "interrupted",
    message: expect.stringMatching(/^interrupted by SIGTERM\n/),
  });
});

it("an interruption that is let go of cuts nothing short any more", async () => {
  const clock = toyClock();
  const { cut, letGo } = stopsOf({ interrupt: asked() }, clock);
  letGo();
  await clock.sleep(100_000);
  expect(cut.aborted).toBe(false);
});

it.each([
  [undefined, "the caller"],
  ["SIGINT", "SIGINT"],
  [new Error("the end of npm\nand more"), "the end of npm"],
])("says of %j that it comes from %s", (reason, why) => {
  expect(stopsOf({ interrupt: asked(reason) }, toyClock()).why()).toBe(why);
});

it("of two signals that are aborted already, the one that stops at once counts", () => {
  const { signal, cut, why } = stopsOf({ signal: asked("enough"), interrupt: asked() }, toyClock());
  expect([signal.reason, cut.reason, why()]).toEqual(["enough", "enough", undefined]);
});

it("leaves no listener behind", () => {
  const [one, other] = [new AbortController().signal, new AbortController().signal];
  const { letGo } = stopsOf({ signal: one, interrupt: other }, toyClock());
  letGo();
  expect([one, other].flatMap((signal) => getEventListeners(signal, "abort"))).toEqual([]);
});
