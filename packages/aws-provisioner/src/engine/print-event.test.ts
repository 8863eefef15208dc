import { describe, expect, it } from "vitest";
import { ProvisionError } from "./error.ts";
import type { RunEvent, RunReport, Untimed } from "./event.ts";
import type { Plan, PlanStep } from "./plan.ts";
import { printEvent } from "./print-event.ts";

function stepOf(action: PlanStep["action"]): PlanStep {
  return { action, address: "vpc/main" } as PlanStep;
}

const plan = (count: number) => ({ steps: Array.from({ length: count }, () => stepOf("create")) }) as unknown as Plan;
const report: RunReport = { steps: 8, failed: 0, skipped: 0, elapsedSeconds: 75, criticalPathSeconds: 60, timings: [] };

describe("an event in one line", () => {
  it.each<[Untimed, string | undefined]>([
    [{ type: "looking", cluster: "toy" }, "looking at toy"],
    [{ type: "planned", plan: plan(0) }, "no changes"],
    [{ type: "planned", plan: plan(1) }, "planned 1 step"],
    [{ type: "planned", plan: plan(3) }, "planned 3 steps"],
    [{ type: "started", step: stepOf("create"), eta: 1 }, undefined],
    [
      { type: "waiting", step: stepOf("create"), reason: "until it is ready", eta: 90 },
      "creating vpc/main: waiting until it is ready, about 1 min 30 s to the end",
    ],
    [
      { type: "waiting", step: stepOf("update"), reason: "x", eta: 0.2 },
      "changing vpc/main: waiting x, about 1 s to the end",
    ],
    [
      { type: "waiting", step: stepOf("update"), reason: "x", eta: 1 },
      "changing vpc/main: waiting x, about 1 s to the end",
    ],
    [
      { type: "waiting", step: stepOf("delete"), reason: "x", eta: 1 },
      "deleting vpc/main: waiting x, about 1 s to the end",
    ],
    [
      { type: "retrying", step: stepOf("create"), reason: "NotYet: x", inSeconds: 0.5 },
      "vpc/main: again in 0.5 s, and ever more rarely (NotYet: x)",
    ],
    [
      { type: "finished", step: stepOf("create"), seconds: 61, done: 2, total: 5, eta: 30 },
      "created vpc/main in 1 min 1 s  [2/5, about 30 s left]",
    ],
    [
      { type: "finished", step: stepOf("update"), seconds: 1, done: 2, total: 5, eta: 30 },
      "changed vpc/main in 1 s  [2/5, about 30 s left]",
    ],
    [
      { type: "finished", step: stepOf("delete"), seconds: 1, done: 2, total: 5, eta: 30 },
      "deleted vpc/main in 1 s  [2/5, about 30 s left]",
    ],
    [
      { type: "failed", step: stepOf("create"), error: new ProvisionError("timed-out", "no", { hint: "x" }) },
      "failed vpc/main: no",
    ],
    [{ type: "skipped", step: stepOf("create"), because: "igw/main" }, "skipped creating vpc/main because of igw/main"],
    [{ type: "skipped", step: stepOf("delete"), because: "x" }, "skipped deleting vpc/main because of x"],
    [
      { type: "skipped", step: { ...stepOf("update"), phase: "widen" }, because: "x" },
      "skipped changing vpc/main because of x",
    ],
    [
      { type: "skipped", step: { ...stepOf("update"), phase: "narrow" }, because: "x" },
      "skipped narrowing vpc/main because of x",
    ],
    [
      { type: "interrupted", why: "SIGINT", grace: 7, steps: [] },
      "interrupted by SIGINT: no step begins any more, no call is in flight",
    ],
    [
      { type: "interrupted", why: "SIGINT", grace: 90, steps: [stepOf("create"), stepOf("delete")] },
      "interrupted by SIGINT: no step begins any more, up to 1 min 30 s for the calls in flight: creating vpc/main, deleting vpc/main",
    ],
    [
      {
        type: "interrupted",
        why: "the end of npm",
        grace: 7,
        steps: Array.from({ length: 6 }, () => stepOf("update")),
      },
      "interrupted by the end of npm: no step begins any more, up to 7 s for the calls in flight: changing vpc/main, changing vpc/main, changing vpc/main, changing vpc/main, 2 more",
    ],
    [{ type: "left", step: stepOf("delete") }, "left as it is while deleting vpc/main"],
    [
      { type: "done", report: { ...report, left: 2, skipped: 3 } },
      "3 of 8 steps in 1 min 15 s (2 left as they are, 0 failed, 3 skipped)",
    ],
    [{ type: "paced", call: "RunInstances of ec2", perSecond: 1.6 }, "paced: RunInstances of ec2, 1.6 a second"],
    [{ type: "paced", call: "RunInstances of ec2", perSecond: 2 }, "paced: RunInstances of ec2, 2 a second"],
    [
      { type: "paced", call: "CreateVpcEndpoint of ec2", perSecond: 0.24 },
      "paced: CreateVpcEndpoint of ec2, one in 4 s",
    ],
    [{ type: "settling", seconds: 10 }, "waiting 10 s for listings to show all that the last run made"],
    [{ type: "done", report }, "8 steps in 1 min 15 s, 1.25 of the longest path's 1 min"],
    [
      { type: "done", report: { ...report, failed: 1, skipped: 2 } },
      "5 of 8 steps in 1 min 15 s (1 failed, 2 skipped)",
    ],
    [{ type: "done", report: { ...report, skipped: 2 } }, "6 of 8 steps in 1 min 15 s (0 failed, 2 skipped)"],
    [{ type: "done", report: { ...report, elapsedSeconds: 0, criticalPathSeconds: 0 } }, "8 steps in 0 s"],
  ])("%j", (event, line) => {
    const printed = printEvent({ at: 61_999, ...event } as RunEvent);
    expect(printed).toBe(line === undefined ? undefined : `01:01  ${line}`);
  });

  it.each([
    [0, "00:00"],
    [59_999, "00:59"],
    [600_000, "10:00"],
    [6_000_000, "100:00"],
  ])("begins with the time: %d ms", (at, time) => {
    expect(printEvent({ at, type: "looking", cluster: "toy" })).toBe(`${time}  looking at toy`);
  });

  it("takes no options that it does not know", () => {
    const event = { at: 0, type: "looking", cluster: "toy" } as const;
    expect(() => printEvent(event, { color: "red" } as never)).toThrow("printEvent: error at $.color: ");
  });

  it("has colours for a terminal where it is asked to", () => {
    const step = stepOf("create");
    const events: readonly Untimed[] = [
      { type: "looking", cluster: "toy" },
      { type: "retrying", step, reason: "x", inSeconds: 1 },
      { type: "finished", step, seconds: 1, done: 1, total: 1, eta: 0 },
      { type: "failed", step, error: new Error("no") },
      { type: "skipped", step, because: "x" },
    ];
    expect(
      events.map((event) => printEvent({ at: 0, ...event } as RunEvent, { color: true })?.replaceAll("\u001B", "ESC")),
    ).toMatchInlineSnapshot(`
      [
        "ESC[2m00:00ESC[22m  looking at toy",
        "ESC[2m00:00ESC[22m  ESC[33mvpc/main: again in 1 s, and ever more rarely (x)ESC[39m",
        "ESC[2m00:00ESC[22m  ESC[32mcreatedESC[39m vpc/main in 1 s  [1/1, about 0 s left]",
        "ESC[2m00:00ESC[22m  ESC[31mfailed vpc/main: noESC[39m",
        "ESC[2m00:00ESC[22m  ESC[2mskipped creating vpc/main because of xESC[22m",
      ]
    `);
  });
});
