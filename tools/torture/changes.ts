/**
 * `npm run torture:changes -- [--pairs n] [--seed s]`: builds one blueprint, changes it into another, and asks of
 * each of so many pairs that it comes to an end, or is refused before anything is changed, and that everything
 * that serves goes on serving.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { changeOf } from "./change-of.ts";
import { drawnPair } from "./drawn-pair.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({ options: { pairs: { type: "string", default: "2000" }, seed: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 2_147_483_647);
const pairs = Number(values.pairs);
const ways = new Map<string, number>();
const rules = new Map<string, number>();
console.log(`${pairs} pairs, --seed ${seed}`);
for (let at = seed; at < seed + pairs; at += 1) {
  const [pair] = fc.sample(drawnPair, { numRuns: 1, seed: at });
  if (pair === undefined) continue;
  const { way, told, seconds, idle } = await changeOf(pair, at);
  ways.set(way, (ways.get(way) ?? 0) + 1);
  if (way === "refused") for (const rule of told) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  if (way === "broken") console.log(`--seed ${at} --pairs 1 (${seconds} s, ${idle} idle)\n  ${told.join("\n  ")}`);
}
console.log([...ways].map(([way, count]) => `${count} ${way}`).join(", "));
for (const [rule, count] of [...rules].toSorted((one, other) => other[1] - one[1])) console.log(`  ${count} ${rule}`);
