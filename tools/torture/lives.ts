/**
 * `npm run torture:lives -- [--lives n] [--seed s] [--only n] [--workers w]`: so many lives of a cluster, to
 * which two writers do what they do at once, on computers whose clocks are off, that stand still, lose their
 * network and their credentials, die and are interrupted, while calls hang and are answered by others, AWS
 * refuses what is too much, and listings are behind. `--only` lives one of them again, and looks for less of
 * it that is broken too.
 */
import { parseArgs } from "node:util";
import { lifeOf } from "./drawn-life.ts";
import { type LifeStory, live } from "./live.ts";
import { smallestLife } from "./smallest-life.ts";
import { inWorkers } from "./in-workers.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({
  options: {
    lives: { type: "string", default: "500" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
    only: { type: "string" },
    workers: { type: "string", default: "1" },
    /** Of a worker: which of how many. */
    share: { type: "string", default: "0/1" },
  },
});
const [lives, seed, workers] = [Number(values.lives), Number(values.seed), Number(values.workers)];
const [share = 0, shares = 1] = values.share.split("/").map(Number);
const only = values.only === undefined ? undefined : Number(values.only);
for (const [name, value] of Object.entries({ lives, seed, workers, only: only ?? 0 })) {
  if (!Number.isInteger(value)) throw new Error(`--${name} is a whole number`);
}
if (only !== undefined) await again(only);
else if (workers > 1) await inWorkers(workers, ["--lives", String(lives), "--seed", String(seed)]);
else await all();

async function again(number: number): Promise<void> {
  const life = lifeOf(number);
  const story = await lived(life, number);
  console.log(`${JSON.stringify(life)}\n  ${story.told.join("\n  ") || "all went well"}`);
  for (const [what, count] of [...story.met].toSorted()) console.log(`    ${count} ${what}`);
  if (story.told.length === 0) return;
  process.exitCode = 1;
  const smallest = await smallestLife(life, (one) => lived(one, number));
  console.log(`smallest: ${JSON.stringify(smallest.life)}\n  ${smallest.story.told.join("\n  ")}`);
}

async function all(): Promise<void> {
  console.log(`${lives} lives, --seed ${seed}${shares > 1 ? `, the ${share + 1}. of ${shares} shares` : ""}`);
  const met = new Map<string, number>();
  let [count, broken, longest, longestAt] = [0, 0, 0, seed];
  let living: number | undefined;
  // Where nothing waits for anything any more Node ends without a word.
  process.once("exit", () => {
    if (living === undefined) return;
    process.exitCode = 1;
    console.log(`--only ${living}\n  came to no end, and nothing waits any more`);
  });
  for (let number = seed + share; number < seed + lives; number += shares) {
    living = number;
    const story = await lived(lifeOf(number), number);
    living = undefined;
    count += 1;
    for (const [what, times] of story.met) met.set(what, (met.get(what) ?? 0) + times);
    if (story.longest > longest) [longest, longestAt] = [story.longest, number];
    if (count % 250 === 0) console.log(`${count} lives, ${broken} broken`);
    if (story.told.length === 0) continue;
    broken += 1;
    process.exitCode = 1;
    console.log(`--only ${number}\n  ${story.told.slice(0, 8).join("\n  ")}`);
  }
  console.log(`${count} lives: ${broken} broken; the longest run took ${Math.round(longest)} s, --only ${longestAt}`);
  for (const [what, times] of [...met].toSorted()) console.log(`  ${times} ${what}`);
}

function lived(life: ReturnType<typeof lifeOf>, number: number): Promise<LifeStory> {
  return live(life, number).catch((error: unknown) => ({
    told: [error instanceof Error ? (error.stack ?? String(error)) : String(error)],
    met: new Map(),
    longest: 0,
  }));
}
