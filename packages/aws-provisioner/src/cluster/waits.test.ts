import { describe, expect, it } from "vitest";
import { type Wait, waitProblems, waitPatterns, type WaitSeconds, withWaits } from "./waits.ts";

const resource = (address: string) => ({ address, kind: "instance", name: "n", props: {}, after: [], limit: 900 });

describe("how far a run waits for an address", () => {
  it.each<[string, Wait | undefined, string, string | undefined]>([
    ["nothing said", undefined, "instance/db-1", undefined],
    ["one level for all", "serving", "instance/db-1", "serving"],
    ["stable, which is the default", "stable", "instance/db-1", undefined],
    ["the default", { default: "accepted" }, "instance/db-1", "accepted"],
    ["a pattern", { default: "accepted", "instance/*": "serving" }, "instance/db-1", "serving"],
    ["a closer pattern", { "instance/*": "serving", "instance/db-*": "accepted" }, "instance/db-1", "accepted"],
    ["its own address", { "instance/db-*": "serving", "instance/db-1": "stable" }, "instance/db-1", undefined],
    ["another's", { "instance/db-1": "serving" }, "instance/db-10", undefined],
    ["an inherited name", { "instance/*": "serving" }, "constructor", undefined],
  ])("is told by %s", (_what, wait, address, level) => {
    expect(withWaits([resource(address)], { wait })[0]?.wait).toBe(level);
  });

  it.each<[WaitSeconds | undefined, number]>([
    [undefined, 900],
    [60, 60],
    [{ "instance/*": 120 }, 120],
    [{ "vpc/*": 120 }, 900],
  ])("and how long by %j", (waitSeconds, limit) => {
    expect(withWaits([resource("instance/db-1")], { waitSeconds })[0]?.limit).toBe(limit);
  });
});

describe("patterns", () => {
  it.each([
    ["instances/*", 'Did you mean "instance/*"? Write a kind and a name, '],
    ["instance/*-1", 'Did you mean "instance/*"? Write a kind and a name, '],
    ["moat", "Write a kind and a name, "],
  ])("that name nothing are refused: %j", (pattern, remedy) => {
    const [problem, ...others] = waitProblems({ wait: { default: "serving", [pattern]: "stable" } });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      path: `$.wait.${pattern}`,
      message: `${JSON.stringify(pattern)} can name no resource`,
    });
    expect(problem?.remedy?.startsWith(remedy)).toBe(true);
  });

  it("are none of what is said for all, and of what is no option", () => {
    for (const wait of ["serving", undefined, null, 5, ["a"]])
      expect(waitProblems({ wait, waitSeconds: wait })).toEqual([]);
    expect(waitPatterns({ wait: { default: "serving", "vpc/*": "stable" }, waitSeconds: 5 })).toEqual([
      { option: "wait", at: "vpc/*" },
    ]);
  });
});
