import { setTimeout as pass } from "node:timers/promises";
import { expect } from "vitest";
import { usualPatience } from "../../src/aws/clients.ts";
import { type Moment, printMoment } from "./moments.ts";
import { type Onlooker, onlooker } from "./onlooker.ts";

/**
 * The life of a cluster whose processes are cut short: after each of them the next ones do what they are told
 * to, and what they leave is looked at.
 *
 * @returns The moments that did not come, since the process was over before.
 */
export async function life(account: string, moments: readonly Moment[]): Promise<readonly Moment[]> {
  const watching = await onlooker(account);
  const survived: Moment[] = [];
  try {
    for (const moment of moments) {
      await watching.tell(printMoment(moment), async () => {
        if (!(await goneOnWith(watching, moment))) survived.push(moment);
      });
    }
  } finally {
    watching.leave();
  }
  return survived;
}

/** Whether the process was there at its moment; in any case others do the same after it. */
async function goneOnWith(watching: Onlooker, moment: Moment): Promise<boolean> {
  const { deed, way, other } = moment;
  const cut = await watching.start(deed, way === "unheard");
  const isCut = await cutShort(cut, moment);
  const since = cut.front.time.now();
  await watching.rememberValues();
  for (const one of other === undefined ? [deed] : [other, deed]) {
    const next = await watching.start(one);
    await next.ended;
    await watching.expectDone(next, one);
    // Of a process that is dead it is known on this very computer.
    if (isCut) expect(next.text().includes("for another run")).toBe(way === "stopped" && one === (other ?? deed));
  }
  if (isCut && way === "stopped") {
    // What had left it before it stood still has come by now.
    const sent = cut.front.changes.length;
    const stood = cut.front.time.now() - since;
    cut.signal("SIGCONT");
    await cut.ended;
    expect(cut.text()).not.toContain("left to do");
    // After that each of its steps may end by its own time before the holder is known.
    if (stood < usualPatience * 1000) expect(cut.text()).toMatch(/this run was taken for dead|could not be renewed/);
    expect(cut.front.changes.slice(sent)).toEqual([]);
  }
  return isCut;
}

/** Stops or kills a process at its moment, if it is still there. */
async function cutShort(
  { ended, front, signal }: Awaited<ReturnType<Onlooker["start"]>>,
  { at, way, after }: Moment,
): Promise<boolean> {
  if (!(await Promise.race([front.reached(at).then(() => true), ended.then(() => false)]))) return false;
  if (way === "later" && (await Promise.race([pass(after, false), ended.then(() => true)]))) return false;
  signal(way === "stopped" ? "SIGSTOP" : "SIGKILL");
  if (way !== "stopped") await ended;
  return true;
}
