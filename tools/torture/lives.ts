/**
 * `npm run torture:lives -- [--lives n] [--seed s] [--only n]`: so many lives of a small
 * cluster that two writers change at once, whose clocks are off, whose computers stand still, whose keys
 * expire, and who are killed, interrupted or cancelled, while answers hang, break off, get lost, are
 * somebody else's, or leave something out. In each, one calm run leads all to its end.
 */
import { parseArgs } from "node:util";
import { writersLifeOf } from "./drawn-writers.ts";
import { stuckAfter, writersLife } from "./writers-life.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({
  options: {
    lives: { type: "string", default: "500" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
    only: { type: "string" },
  },
});
const [seed, lives, only] = [Number(values.seed), Number(values.lives), Number(values.only ?? 0)];
if (![seed, lives, only].every(Number.isInteger) || lives < 1) {
  throw new Error(`--seed, --lives and --only are whole numbers; they are ${JSON.stringify(values)}.`);
}
const [from, count] = values.only === undefined ? [0, lives] : [only, 1];
const met = new Map<string, number>();
const broken: number[] = [];
let longest = { seconds: 0, at: 0 };
console.log(`${count} lives, --seed ${seed}`);
for (let number = from; number < from + count; number += 1) {
  const life = writersLifeOf(seed + number);
  if (values.only !== undefined) console.log(JSON.stringify(life, undefined, 2));
  const story = await writersLife(life, seed + number);
  for (const [what, times] of story.met) met.set(what, (met.get(what) ?? 0) + times);
  if (story.longest > longest.seconds) longest = { seconds: Math.round(story.longest), at: number };
  if (story.told.length > 0) {
    broken.push(number);
    process.exitCode = 1;
    console.log(`--seed ${seed} --only ${number}\n  ${story.told.join("\n  ")}`);
  }
  if ((number + 1) % 50 === 0) console.log(`${number + 1} lived, ${broken.length} broken`);
}
console.log(`${count} lives: ${broken.length} broken${broken.length > 0 ? ` (--only ${broken.join(", ")})` : ""}`);
console.log(`the longest run took ${longest.seconds} s of ${stuckAfter}, --only ${longest.at}`);
for (const [what, times] of [...met].toSorted()) console.log(`  ${times} ${what}`);
