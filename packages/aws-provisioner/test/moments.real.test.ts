import { describe, expect, it } from "vitest";
import { motoMissing, motoVersion } from "../../../tools/moto.ts";
import { skipReason } from "../../../tools/required.ts";
import { lifeOfTwo } from "./leases/at-once.ts";
import { life } from "./leases/life.ts";
import { drawnLives, type How, printMoment } from "./leases/moments.ts";

const missing = skipReason("moments on moto", motoMissing());

/** A fresh number each time; `DRYDOCK_SEED` repeats a run. */
const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2_147_483_647);

const all = process.env["DRYDOCK_LIVES"] === "all";

/** How many lives are lived, each with a moment of every deed. */
const groups: readonly (readonly [how: How, lives: number])[] = all
  ? [
      ["killed", 50],
      ["stopped", 50],
    ]
  : [["killed or stopped", 2]];

/** How many lives have each deed done by two. */
const pairs = all ? 20 : 1;

/** Milliseconds that a deed takes, more or less. */
const longest = 6000;
const offsets = Array.from({ length: pairs }, (_, at) => Math.floor(((at + seed / 2 ** 31) * longest) / pairs));

describe.skipIf(missing !== undefined)(
  `moments on moto ${motoVersion}${missing === undefined ? "" : ` (skipped: ${missing})`}, seed ${seed}`,
  () => {
    describe.each(groups)("a process that is %s", (how, count) => {
      const survived: string[] = [];

      describe.concurrent("at its change", () => {
        it.each(drawnLives(count, how, seed))("%s", async (_, moments, number) => {
          const account = `1000${how.length % 10}${String(number).padStart(7, "0")}`;
          survived.push(...(await life(account, moments)).map(printMoment));
        });
      });

      it("is there then", ({ annotate }) => {
        const moments = count * 3;
        void annotate(`${moments - survived.length} of ${moments}; over before: ${survived.join("; ")}`);
        // Others need a little longer or shorter, by what the machine does meanwhile.
        if (all) expect(survived.length).toBeLessThan(moments / 10);
      });
    });

    it.each(offsets)("two at once, %i ms apart, do each deed once", async (apart) => {
      await lifeOfTwo(`10009${String(apart).padStart(7, "0")}`, apart);
    });
  },
);
