// What a cluster costs this computer by the number of its machines: CPU, memory, the size of a saved plan, and by
// which power of the number each grows.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Life, Took } from "./lives.ts";

const run = promisify(execFile);

/** What is held for 1,000 machines: seconds of CPU of Drydock's own code, bytes. */
const goals: Readonly<Record<string, number>> = { design: 0.6, plan: 1.5, create: 3, update: 4 };
const mostHeap = 300e6;
const mostSaved = 1e6;

const sizes = (process.env["DRYDOCK_SIZES"] ?? "100,1000,5000").split(",").map(Number);

/** One process for each size and question: nothing is warm, and no question costs what another asks about. */
async function livesOf(count: number, mode: "cpu" | "shares" | "memory"): Promise<Life> {
  const args = ["--expose-gc", "--import", "tsx", "--conditions=@drydock/source", "--max-old-space-size=6144"];
  const { stdout } = await run(
    process.execPath,
    [...args, join(import.meta.dirname, "lives.ts"), String(count), mode],
    {
      cwd: join(import.meta.dirname, ".."),
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
      maxBuffer: 2 ** 26,
    },
  );
  return JSON.parse(stdout) as Life;
}

/** Prints a row for each deed and size, and fails the command where a goal for 1,000 machines is missed. */
export async function cpu(): Promise<void> {
  console.log(
    "| machines, pools | deed | CPU | Drydock's | simulated account's | SDK's | memory above that before | calls |\n" +
      "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
  );
  const own = new Map<string, Map<number, number>>();
  for (const count of sizes) {
    const life = await livesOf(count, "cpu");
    const profiled = await livesOf(count, "shares");
    const memory = await livesOf(count, "memory");
    for (const [at, took] of life.took.entries()) {
      const heap = memory.took[at]?.heap ?? 0;
      const seconds = drydocks(took, profiled.took[at]);
      own.set(took.deed, (own.get(took.deed) ?? new Map<number, number>()).set(count, seconds.drydock));
      const cells = [
        `${count}, ${Math.ceil(count / 20)}`,
        took.deed,
        ...[took.cpu, seconds.drydock, seconds.simulator, seconds.sdk].map((one) => `${one.toFixed(2)} s`),
        `${Math.round(heap / 1e6)} MB`,
        took.calls,
      ];
      console.log(`| ${cells.join(" | ")} |`);
      if (count === 1000 && seconds.drydock > (goals[took.deed] ?? Infinity)) missed(`${took.deed} takes too long`);
      if (count === 1000 && heap > mostHeap) missed(`${took.deed} takes too much memory`);
    }
    const { steps, saved, plain } = life;
    console.log(`| ${count} | saved plan of ${steps} steps | ${kilobytes(saved)}; ${kilobytes(plain)} as plain JSON |`);
    if (count === 1000 && saved > mostSaved) missed("the saved plan is too large");
  }
  console.log("\nDrydock's CPU grows with the machines to the power of:");
  for (const [deed, seconds] of own) console.log(`  ${deed}: ${powersOf([...seconds]).join(", ")}`);
  console.log(
    "\nCPU is that of the whole process, with compilation and garbage collection on threads of their own. The shares are" +
      "\nthose of samples of a second process, in which a profiler slows all alike: of n samples, one each half millisecond," +
      "\na share is known to about 1/√n. Memory is what a third holds after garbage collections in between, with what" +
      "\nthe account keeps. Sources run by tsx; virtual time; nothing is refused for its pace.",
  );
}

/** Seconds of CPU by owner. */
function drydocks({ cpu }: Took, profiled: Took | undefined) {
  const { drydock = 0, simulator = 0, sdk = 0 } = profiled?.shares ?? {};
  const all = drydock + simulator + sdk;
  const of = (part: number) => (all === 0 ? 0 : (cpu * part) / all);
  return { drydock: of(drydock), simulator: of(simulator), sdk: of(sdk) };
}

/** Between each size and the next. */
function powersOf(seconds: readonly (readonly [count: number, seconds: number])[]): string[] {
  return seconds.flatMap(([count, took], at) => {
    const smaller = seconds[at - 1];
    if (smaller === undefined) return [];
    const power = Math.log(took / smaller[1]) / Math.log(count / smaller[0]);
    return `${power.toFixed(2)} from ${smaller[0]} to ${count}`;
  });
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

function missed(what: string): void {
  console.log(`MISSED: ${what}`);
  process.exitCode = 1;
}
