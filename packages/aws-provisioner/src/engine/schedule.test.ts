import { expect, it } from "vitest";
import { criticalPath, longestPaths } from "./schedule.ts";

/** `b` needs `a` entirely, and `a!` only accepted. */
function step(id: string, seconds: number, ...needs: string[]) {
  return {
    id,
    seconds,
    needs: needs.map((first) =>
      first.endsWith("!")
        ? { step: first.slice(0, -1), reached: "accepted" as const }
        : { step: first, reached: "stable" as const },
    ),
  };
}

const steps = [
  step("end", 1, "long", "short"),
  step("short", 5, "begin"),
  step("long", 20, "begin"),
  step("begin", 3),
  step("alone", 10),
];

it("measures each step to the end of the run, through what waits for it the longest", () => {
  expect(longestPaths(steps).map(({ step: { id }, seconds }) => [id, seconds])).toEqual([
    ["end", 1],
    ["short", 6],
    ["long", 21],
    ["begin", 24],
    ["alone", 10],
  ]);
});

it("the critical path is the longest of all, in order", () => {
  const { steps: path, seconds } = criticalPath(steps);
  expect([path.map(({ id }) => id), seconds]).toEqual([["begin", "long", "end"], 24]);
});

it("steps that need each other are named, without those that only come before or after", () => {
  const circle = [step("begin", 1), step("end", 1, "b"), step("a", 1, "b", "begin"), step("b", 1, "a")];
  const message = "steps of the plan need each other: a, b\nPlan again.";
  expect(() => longestPaths(circle)).toThrow(expect.objectContaining({ code: "unplannable", message }));
});

it("of two that are as long it is the first, and of nothing it is nothing", () => {
  expect(criticalPath([step("a", 2), step("b", 2)]).steps.map(({ id }) => id)).toEqual(["a"]);
  expect(criticalPath([])).toEqual({ steps: [], seconds: 0 });
});

it("what is needed only accepted counts until then, and ends the path where nothing ends later", () => {
  const gateway = [step("address", 2), step("gateway", 100, "address"), step("table", 1, "gateway!")];
  const long = [...gateway, step("endpoint", 60, "table!"), step("quick", 0.5), step("after", 200, "quick!")];
  const { steps: path, seconds } = criticalPath(gateway);
  expect([path.map(({ id }) => id), seconds]).toEqual([["address", "gateway"], 102]);
  expect(longestPaths(long).map(({ step: { id }, seconds: toEnd }) => [id, toEnd])).toEqual([
    ["address", 102],
    ["gateway", 100],
    ["table", 61],
    ["endpoint", 60],
    ["quick", 200.5],
    ["after", 200],
  ]);
});

it("a row of steps may be as long as a plan can be", () => {
  const row = Array.from({ length: 50_000 }, (_, at) => step(`${at}`, 1, ...(at === 0 ? [] : [`${at - 1}`])));
  expect(criticalPath(row).seconds).toBe(50_000);
  const circle = [step("first", 1, "49999"), ...row.slice(1), step("0", 1, "first")];
  expect(() => longestPaths(circle)).toThrow(/^steps of the plan need each other: /);
});

it("a step may have as many followers as a plan can have", () => {
  const fan = [step("first", 1), ...Array.from({ length: 49_999 }, (_, at) => step(`${at}`, 1, "first"))];
  expect(criticalPath(fan).seconds).toBe(2);
});
