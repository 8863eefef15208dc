/**
 * `npm run torture -- [--lives n] [--seed s] [--all [--part i/n]]`: so many lives of a cluster, drawn from all
 * of them, or all of them, or one of so many parts of all: a process that does a deed ends without a word at
 * one of its calls, and another one does the next deed, the same or any other, with the record kept or lost,
 * and listings current or as far behind as AWS says that they may be. Nothing may stand twice, nothing be left
 * over, no run be stuck, and nobody be asked.
 */
import { parseArgs } from "node:util";
import { seededRandom } from "../../packages/aws-simulator/src/random.ts";
import { allLives, drawnLives } from "./drawn-lives.ts";
import { type KilledLife, killedLife } from "./killed-life.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({
  options: {
    lives: { type: "string", default: "500" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
    all: { type: "boolean", default: false },
    part: { type: "string", default: "1/1" },
  },
});
const [seed, lives] = [Number(values.seed), Number(values.lives)];
if (!Number.isInteger(seed) || !Number.isInteger(lives) || lives < 1) {
  throw new Error(`--seed and --lives are whole numbers; they are "${values.seed}" and "${values.lives}".`);
}
const [part, parts] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(values.part) ?? []).slice(1).map(Number);
if (part === undefined || parts === undefined || part > parts) {
  throw new Error(`--part is one of so many, like 2/8; it is "${values.part}".`);
}
const counts = { lived: 0, survived: 0, again: 0, broken: 0 };
const kinds = new Map<string, number>();
const whole = values.all ? allLives() : drawnLives(lives, seededRandom(`lives of ${seed}`));
const drawn = whole.filter((_, at) => at % parts === part - 1);
console.log(`${drawn.length} lives, --seed ${seed}${parts === 1 ? "" : `, --part ${part}/${parts}`}`);
for (const life of drawn) {
  const story = await killedLife(life, seed).catch((error: unknown) => ({
    told: [String(error)],
    survived: false,
    again: 0,
  }));
  counts.lived += 1;
  counts.again += story.again;
  if (story.survived) counts.survived += 1;
  else kinds.set(kindOf(life), (kinds.get(kindOf(life)) ?? 0) + 1);
  if (story.told.length > 0) {
    counts.broken += 1;
    process.exitCode = 1;
    console.log(`${JSON.stringify(life)}\n  ${story.told.join("\n  ")}`);
  }
  if (counts.lived % 500 === 0) console.log(`${counts.lived} lived, ${counts.broken} broken`);
}
const { lived, survived, again, broken } = counts;
console.log(`${lived - survived} runs were killed, and ${survived} were over before: ${broken} broken`);
console.log(`${again} of the next runs took a further one, the record being lost`);
for (const [kind, count] of [...kinds].toSorted()) console.log(`  ${count} ${kind}`);

function kindOf({ deed, record, listings }: KilledLife): string {
  return `${deed}, record ${record}, listings ${listings}`;
}
