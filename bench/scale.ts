// What a cluster of many machines costs, part by part; name some to have only these: `npm run bench:scale -- cpu`.
import { cpu } from "./scale/cpu.ts";
import { pacing } from "./scale/pacing.ts";

const parts: Readonly<Record<string, () => Promise<void>>> = { cpu, pacing };

const asked = process.argv.slice(2);
for (const [name, print] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await print();
