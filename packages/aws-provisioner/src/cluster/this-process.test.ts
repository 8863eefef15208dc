import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Holder } from "../engine/lease/holder.ts";
import { isGone, thisProcess } from "./this-process.ts";

const own = thisProcess("1", 0);

describe.skipIf(!existsSync("/proc/self/ns/pid"))("a holder on a system that tells of its processes", () => {
  const ended = spawnSync(process.execPath, ["-e", ""]).pid;
  const { process: _, ...untold } = own;

  it.each<[string, Partial<Holder>, boolean]>([
    ["that is this process", {}, false],
    ["whose process has ended", { pid: ended }, true],
    ["whose number another process has got", { process: "1" }, true],
    ["of another boot", { pid: ended, system: "5 pid:[1]" }, false],
    ["among other processes, as of a container", { pid: ended, system: `${own.system}0` }, false],
    ["of a machine of another name, woken from the same snapshot", { pid: ended, host: "other" }, false],
  ])("%s", (_name, more, gone) => {
    expect(isGone({ ...own, ...more })).toBe(gone);
  });

  it("is not taken for gone where it does not tell when it started", () => {
    expect(isGone({ ...untold, pid: ended })).toBe(false);
  });
});
