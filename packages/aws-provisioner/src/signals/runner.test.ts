import { describe, expect, it } from "vitest";
import { processTree, type ProcessTree } from "./process-tree.ts";
import { isWhole, lineageToParent, lineageToRunner, runnerName } from "./runner.ts";

/** Processes by pid: the parent of each, and whether a runner runs it. */
function treeOf(processes: Readonly<Record<number, readonly [parent: number, isRun: boolean]>>): ProcessTree {
  return {
    parentOf: (pid) => processes[pid]?.[0],
    hasVariable: (pid, name) => name === "npm_command" && processes[pid]?.[1] === true,
  };
}

const run = { npm_command: "run-script" };
/** A script below tsx, below a shell, below npm, below a shell. */
const nested = { 50: [40, true], 40: [30, true], 30: [20, true], 20: [10, false], 10: [1, false] } as const;

describe("the lineage up to a runner", () => {
  it("ends with the first process that no runner runs", () => {
    expect(lineageToRunner(50, treeOf(nested), run)).toEqual([50, 40, 30, 20]);
  });

  it("goes up to the outermost of several", () => {
    expect(lineageToRunner(50, treeOf({ ...nested, 20: [10, true] }), run)).toEqual([50, 40, 30, 20, 10]);
  });

  it("is empty where none runs it, so that a program that was sent to the background goes on", () => {
    expect(lineageToRunner(50, treeOf(nested), {})).toEqual([]);
  });

  it("is that to its parent where nothing else can be seen", () => {
    const blind: ProcessTree = { parentOf: (pid) => (pid === 50 ? 40 : undefined), hasVariable: () => false };
    expect(lineageToRunner(50, blind, run)).toEqual([50, 40]);
    expect(lineageToParent(50, blind)).toEqual([50, 40]);
  });

  it("ends where a process has gone meanwhile", () => {
    expect(lineageToRunner(50, treeOf({ 50: [40, true], 40: [30, true], 30: [20, true] }), run)).toEqual([
      50, 40, 30, 20,
    ]);
  });

  it("is whole until one of them has another parent, or is not there any more", () => {
    const lineage = lineageToRunner(50, treeOf(nested), run);
    expect(isWhole(lineage, treeOf(nested))).toBe(true);
    expect(isWhole(lineage, treeOf({ ...nested, 30: [1, true] }))).toBe(false);
    expect(isWhole(lineage, treeOf({ 50: [1, true] }))).toBe(false);
    // Whoever started the runner may go.
    expect(isWhole(lineage, treeOf({ ...nested, 20: [1, false] }))).toBe(true);
  });
});

it.each([
  ["npm/11.19.1 node/v20.20.2 linux x64 workspaces/false", "npm"],
  ["pnpm/10.34.9 npm/? node/v20.20.2 linux x64", "pnpm"],
  [undefined, "what started this process"],
])("a runner that says %j is called %s", (agent, name) => {
  expect(runnerName(agent === undefined ? {} : { npm_config_user_agent: agent })).toBe(name);
});

it("this machine tells the parent of this process, and knows no process that is not there", () => {
  expect(processTree.parentOf(process.pid)).toBe(process.ppid);
  expect(processTree.parentOf(2 ** 30)).toBeUndefined();
  expect(processTree.hasVariable(2 ** 30, "PATH")).toBe(false);
});
