// Create, empty plan and destroy of the reference topology, each as a process of its own, against moto behind
// a proxy that adds 100 ms to every call. Prints wall time, calls and peak in flight, and two floors that the
// topology's depth sets; then the rivals, each on what it can build, or why one is not measured.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { motoMissing, motoVersion, startMoto } from "../tools/moto.ts";
import { alchemyRow, comparedWithAlchemy } from "./alchemy.ts";
import { chainedCalls } from "./call-floor.ts";
import { childrenCpu } from "./children-cpu.ts";
import type { Said } from "./reference.ts";
import { type SlowProxy, slowProxy } from "./slow-proxy.ts";
import { terraformRow } from "./terraform.ts";

const delay = 100;
const runs = Number(process.argv.find((word) => word.startsWith("--runs="))?.slice("--runs=".length) ?? 3);
const verbs = ["create", "plan", "destroy"] as const;
type Verb = (typeof verbs)[number];
type Topology = "reference" | "network";

interface Measurement {
  readonly wall: number;
  /** Seconds of CPU that the process took. */
  readonly cpu: number;
  readonly calls: number;
  readonly peak: number;
  /**
   * Two rounds of looking, and then the longest path through the steps, each as long as its calls took: the
   * delay, and what moto needs itself. Seconds.
   */
  readonly pathFloor: number;
  /** The delay alone, as often as calls must wait for one another. Seconds. */
  readonly delayFloor: number;
}

const missing = motoMissing();
if (missing !== undefined) {
  console.error(`bench:apply needs moto: ${missing}`);
  process.exit(1);
}

const moto = await startMoto();
const proxy = await slowProxy(moto.endpoint, delay);
try {
  print(await measureAll("reference"), {
    create: "4.3 s, 93 calls, and 7 for the first bucket",
    plan: "1.2 s, 25 calls, and 1 for the record",
    destroy: "5.3 s, 101 calls",
  });
  const lastCalls = [...proxy.calls].toSorted(([, a], [, b]) => b - a);
  console.log(`\nCalls of the last destroy: ${lastCalls.map(([action, count]) => `${count} ${action}`).join(", ")}`);
  console.log(`\n${await terraformRow(proxy, moto)}`);
  console.log(`\nOf ${comparedWithAlchemy}:\n`);
  print(await measureAll("network"));
  console.log(`\n${await alchemyRow(proxy, moto)}`);
} finally {
  await proxy.close();
  await moto.stop();
}

/** Every verb on one topology, run after run on an empty account. */
async function measureAll(topology: Topology): Promise<ReadonlyMap<Verb, readonly Measurement[]>> {
  const measured = new Map<Verb, Measurement[]>(verbs.map((verb) => [verb, []]));
  for (let run = 0; run < runs; run++) {
    await moto.reset();
    await moto.warm();
    for (const [verb, list] of measured) list.push(await measure(verb, topology, proxy));
  }
  return measured;
}

async function measure(verb: Verb, topology: Topology, slow: SlowProxy): Promise<Measurement> {
  slow.reset();
  const before = childrenCpu();
  const began = performance.now();
  const output = await runProcess(verb, topology, slow.endpoint);
  const wall = (performance.now() - began) / 1000;
  const cpu = childrenCpu() - before;
  const calls = [...slow.calls.values()].reduce((sum, count) => sum + count, 0);
  if (process.argv.includes("--verbose")) {
    console.log(`${verb}: ${[...slow.calls].map(([action, count]) => `${count} ${action}`).join(", ")}`);
  }
  const { steps, report } = JSON.parse(output) as Said;
  return {
    wall,
    cpu,
    calls,
    peak: slow.peak(),
    pathFloor: (2 * delay) / 1000 + (report?.criticalPathSeconds ?? 0),
    delayFloor: (chainedCalls(steps) * delay) / 1000,
  };
}

/** The built packages where they are built, as an installed library would run; the sources otherwise. */
function runProcess(verb: Verb, topology: Topology, endpoint: string): Promise<string> {
  const built = join(import.meta.dirname, "dist", "reference.js");
  const command = existsSync(built)
    ? [built, verb, topology]
    : ["--import", "tsx", "--conditions=@drydock/source", join(import.meta.dirname, "reference.ts"), verb, topology];
  const child = spawn(process.execPath, command, {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      AWS_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL: endpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      DOCKERCFG: '{"auths":{}}',
    },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve(output) : reject(new Error(`${verb} ended with ${code}`))));
  });
}

function print(all: ReadonlyMap<Verb, readonly Measurement[]>, targets?: Readonly<Record<Verb, string>>): void {
  console.log(
    `moto ${motoVersion} with ${delay} ms added to every call; whole processes, median of ${runs}; Node ${process.versions.node}\n`,
  );
  console.log(
    "| | wall | CPU | calls | peak in flight | floor: longest path | floor: chained calls x delay | target |",
  );
  console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
  for (const [verb, list] of all) {
    const median = (pick: (one: Measurement) => number) =>
      list.map(pick).toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
    const wall = median((one) => one.wall);
    const floor = (seconds: number) => `${seconds.toFixed(2)} s (${(wall / seconds).toFixed(2)} times)`;
    const cells = [
      verb,
      `${wall.toFixed(2)} s`,
      `${median(({ cpu }) => cpu).toFixed(2)} s`,
      median(({ calls }) => calls),
      median(({ peak }) => peak),
      floor(median(({ pathFloor }) => pathFloor)),
      floor(median(({ delayFloor }) => delayFloor)),
      targets?.[verb] ?? "none",
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
  console.log(
    "\nThe longest path counts each step as long as its calls took; the chain, one call for each of its steps. Both look twice first.",
  );
}
