// npm run bench:import [-- runs]: what importing each published package costs, in milliseconds of CPU beyond
// Node's own start. Programs that import something and an empty one take turns, so that what else the machine
// does falls on all of them alike; of the differences the median counts.
import { execFileSync } from "node:child_process";

const runs = Number(process.argv[2] ?? 15);

/** Milliseconds of CPU that each package may take at most. */
const limits = { "@drydock/core": 100, "@drydock/aws-provisioner": 250 } as const;

/** Milliseconds of CPU of a whole process until it has run the program. */
function cpuOf(program: string): number {
  const told = "const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);";
  const args = ["--input-type=module", "-e", `${program}${told}`];
  const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
  return Number(execFileSync(process.execPath, args, { cwd: import.meta.dirname, env, encoding: "utf8" }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const names = Object.keys(limits) as (keyof typeof limits)[];
const differences = Array.from({ length: runs }, () => {
  const empty = cpuOf("");
  return names.map((name) => cpuOf(`await import("${name}");`) - empty);
});
console.log("| import of | CPU beyond an empty program | limit |");
console.log("| --- | ---: | ---: |");
names.forEach((name, at) => {
  const cost = median(differences.map((row) => row[at] ?? 0));
  console.log(`| ${name} | ${Math.round(cost)} ms | ${limits[name]} ms |`);
  if (cost > limits[name]) process.exitCode = 1;
});
