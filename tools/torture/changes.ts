/**
 * `npm run torture:changes -- [--pairs n] [--seed s] [--whole] [--smallest]`: builds one blueprint, changes
 * it into another, and asks of each of so many pairs that it comes to an end, or is refused before anything
 * is changed, and that everything that serves goes on serving. Every second change is cut short anywhere,
 * once or twice, and begun again, taken back or led to a third blueprint, unless `--whole` says otherwise.
 * With `--smallest`, looks for a smaller pair that is broken so.
 */
import { parseArgs } from "node:util";
import { changeOf } from "./change-of.ts";
import { cutsOf } from "./cut.ts";
import { differencesOf, pairOf, smallestBroken } from "./smallest.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "2000" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
    whole: { type: "boolean", default: false },
    smallest: { type: "boolean", default: false },
  },
});
const [seed, pairs] = [Number(values.seed), Number(values.pairs)];
if (!Number.isInteger(seed) || !Number.isInteger(pairs) || pairs < 1) {
  throw new Error(`--seed and --pairs are whole numbers; they are "${values.seed}" and "${values.pairs}".`);
}
const ways = new Map<string, number>();
const rules = new Map<string, number>();
console.log(`${pairs} pairs, --seed ${seed}`);
for (let at = seed; at < seed + pairs; at += 1) {
  const pair = pairOf(at);
  const cuts = values.whole ? [] : cutsOf(at);
  const change = await changeOf(pair, at, cuts);
  const { way, told, seconds } = change;
  ways.set(way, (ways.get(way) ?? 0) + 1);
  if (way === "refused") for (const rule of told) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  if (way !== "broken") continue;
  process.exitCode = 1;
  console.log(
    `--seed ${at} --pairs 1${cuts.map((cut) => `, cut ${JSON.stringify(cut)}`).join("")}, after ${seconds} s\n  ${told.join("\n  ")}`,
  );
  if (!values.smallest) continue;
  const smallest = await smallestBroken({ pair, change, cuts }, at);
  console.log(`  smallest: ${smallest.change.told.join("; ")}`);
  for (const line of differencesOf(smallest.pair, cuts)) console.log(`    ${line.slice(0, 200)}`);
}
console.log([...ways].map(([way, count]) => `${count} ${way}`).join(", "));
for (const [rule, count] of [...rules].toSorted((one, other) => other[1] - one[1])) console.log(`  ${count} ${rule}`);
