import { setTimeout as pass } from "node:timers/promises";
import { expect } from "vitest";
import { stages } from "./moments.ts";
import { onlooker } from "./onlooker.ts";

/** The life of a cluster for which each deed is done by two processes at once, so many milliseconds apart. */
export async function lifeOfTwo(account: string, apart: number): Promise<void> {
  const watching = await onlooker(account);
  try {
    for (const deed of stages) {
      await watching.tell(`${deed} by two, ${apart} ms apart`, async () => {
        const first = await watching.start(deed);
        await pass(apart);
        const second = await watching.start(deed);
        await Promise.all([first.ended, second.ended]);
        await watching.expectDone(first, deed);
        await watching.expectDone(second, deed);
        expect([first, second].filter(({ front }) => front.changes.length > 0)).toHaveLength(1);
      });
    }
  } finally {
    watching.leave();
  }
}
