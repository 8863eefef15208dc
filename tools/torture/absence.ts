/**
 * `npm run torture:absence -- [--lives n] [--seed s]`: so many lives of clusters on accounts whose listings
 * are behind what there is, as far as AWS says that they may be, or leave out what stands. Each builds a
 * cluster and builds it again, changes it, or destroys it and builds it anew, at once or some time after.
 * Nothing may stand twice, no run may be stuck, the next plan is empty, and a destroy leaves nothing.
 */
import { parseArgs } from "node:util";
import { absentLife } from "./absent-life.ts";
import { latenessOf } from "./drawn-lateness.ts";
import { pairOf } from "./smallest.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({
  options: {
    lives: { type: "string", default: "500" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
  },
});
const [seed, lives] = [Number(values.seed), Number(values.lives)];
if (!Number.isInteger(seed) || !Number.isInteger(lives) || lives < 1) {
  throw new Error(`--seed and --lives are whole numbers; they are "${values.seed}" and "${values.lives}".`);
}
console.log(`${lives} lives, --seed ${seed}`);
const counts = { well: 0, refused: 0, again: 0, broken: 0 };
let longest = 0;
for (let at = seed; at < seed + lives; at += 1) {
  const lateness = latenessOf(at);
  const life = await absentLife(pairOf(at), at, lateness);
  longest = Math.max(longest, life.longest);
  counts.again += life.again;
  if (life.refused) counts.refused += 1;
  if (life.told.length === 0) {
    counts.well += 1;
    continue;
  }
  counts.broken += 1;
  process.exitCode = 1;
  console.log(`--seed ${at} --lives 1, ${JSON.stringify(lateness)}\n  ${life.told.join("\n  ")}`);
}
console.log(
  `${counts.well} went well, ${counts.refused} of them with a change that was refused; ${counts.broken} broken`,
);
console.log(`${counts.again} deeds took a further run, their record being lost`);
console.log(`the longest deed took ${longest} s`);
