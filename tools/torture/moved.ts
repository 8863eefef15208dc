/**
 * `npm run torture:moves -- [--rounds n] [--seed s]`: moves a service in every way that there is, so many
 * times, each time cut short once or twice anywhere and gone on with; it is served by its name at every
 * moment, and all comes to an end.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { changeOf } from "./change-of.ts";
import { drawnCuts } from "./cut.ts";
import { moves } from "./moves.ts";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "50" },
    seed: { type: "string", default: String(Date.now() % 2_147_483_647) },
  },
});
const [seed, rounds] = [Number(values.seed), Number(values.rounds)];
if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`--seed and --rounds are whole numbers; they are "${values.seed}" and "${values.rounds}".`);
}
let [moved, broken] = [0, 0];
console.log(`${rounds} rounds of ${Object.keys(moves).length} moves, --seed ${seed}`);
for (let at = seed; at < seed + rounds; at += 1) {
  const [cuts = []] = fc.sample(drawnCuts, { numRuns: 1, seed: at });
  for (const [to, pair] of Object.entries(moves)) {
    const { way, told } = await changeOf(pair, at, cuts);
    moved += 1;
    if (way === "done") continue;
    broken += 1;
    process.exitCode = 1;
    console.log(`--rounds 1 --seed ${at}, to ${to}, cut ${JSON.stringify(cuts)}\n  ${way}: ${told.join("\n  ")}`);
  }
  if ((at - seed) % 10 === 9) console.log(`${moved} moved, ${broken} broken`);
}
console.log(`${moved} moved, ${broken} broken`);
