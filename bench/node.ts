import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  type IgnitionConfig,
  parseIgnition,
  printDiagnostics,
  renderIgnition,
  validateIgnition,
} from "@drydock/ignition";
import { askOracle, oracleAbsence } from "../packages/ignition/test/oracle/oracle.ts";
import { butaneDocument } from "./node/butane-document.ts";
import { fleetWorker, sixtyFiles } from "./node/node-configs.ts";

// npm run bench:node [-- seconds per measurement]
const seconds = Number(process.argv[2] ?? 2);
const target = "flatcar-4593";

/**
 * How often a piece of work is done per second of one core, after a warm-up of a quarter of the time.
 * Processor time is counted, that of the garbage collector included, so that other work on the machine does
 * not.
 */
function perSecond(work: () => void): number {
  runFor(seconds / 4, work);
  return runFor(seconds, work);
}

function runFor(duration: number, work: () => void): number {
  const before = process.cpuUsage();
  let count = 0;
  let used = 0;
  do {
    for (let repeat = 0; repeat < 10; repeat++) work();
    count += 10;
    const { user, system } = process.cpuUsage(before);
    used = (user + system) / 1e6;
  } while (used < duration);
  return count / used;
}

function theirs(op: "bench" | "benchRender" | "benchButane", document: string): number | undefined {
  if (oracleAbsence() !== undefined) return undefined;
  const [answer] = askOracle("2.27.0", [{ op, doc: Buffer.from(document).toString("base64"), seconds, spec: "3.6.0" }]);
  if (answer?.perSecond === undefined) throw new Error(`the oracle cannot ${op}: ${answer?.error}`);
  return answer.perSecond;
}

function row(what: string, rate: number | undefined): void {
  console.log(
    `  ${what.padEnd(72)} ${rate === undefined ? `skipped: ${oracleAbsence()}` : `${Math.round(rate).toLocaleString("en").padStart(9)} /s`}`,
  );
}

function measure(name: string, config: IgnitionConfig): void {
  const text = JSON.stringify(config);
  const { diagnostics } = parseIgnition(text);
  if (diagnostics.length > 0) throw new Error(`the ${name} is to be clean: ${printDiagnostics(diagnostics)}`);
  console.log(`${name}: ${text.length} bytes`);
  const ours = perSecond(() => parseIgnition(text, { lints: false }));
  const ignition = theirs("bench", text);
  row("read and check text, Ignition's rules: ours", ours);
  row("read and check text, Ignition's rules: Ignition 2.27.0 in Go", ignition);
  row(
    "check an object, Ignition's rules",
    perSecond(() => validateIgnition(config, { lints: false })),
  );
  row(
    "check an object, Ignition's rules and every lint (units seen before)",
    perSecond(() => validateIgnition(config)),
  );
  row(
    "check and render an object, Ignition's rules",
    perSecond(() => renderIgnition(config, { target, lints: false })),
  );
  row(
    "check and render an object, Ignition's rules and every lint (likewise)",
    perSecond(() => renderIgnition(config, { target })),
  );
  row("read, check and render text: Ignition 2.27.0 in Go", theirs("benchRender", text));
  row("read, check and render YAML: Butane of 2.27.0 in Go", theirs("benchButane", butaneDocument(config)));
  if (ignition !== undefined)
    console.log(`  ours is ${(ours / ignition).toFixed(1)} times as fast as Ignition's own code on the same text`);
}

function measurePackage(): void {
  const root = fileURLToPath(new URL("..", import.meta.url));
  execFileSync("npx", ["pnpm", "--filter", "@drydock/ignition...", "build"], { cwd: root, stdio: "ignore" });
  const program =
    'const start = process.cpuUsage(); await import("@drydock/ignition"); const { user, system } = process.cpuUsage(start); console.log((user + system) / 1000)';
  const times = Array.from({ length: 11 }, () =>
    Number(
      execFileSync("node", ["--input-type=module", "-e", program], {
        cwd: fileURLToPath(new URL(".", import.meta.url)),
      }),
    ),
  ).sort((a, b) => a - b);
  console.log(
    `import of @drydock/ignition: median ${times[5]?.toFixed(1)} ms of processor time in 11 fresh processes (least ${times[0]?.toFixed(1)} ms)`,
  );
  const packed: unknown = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json"], {
      cwd: `${root}/packages/ignition`,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  const [first] = packed as { size: number; unpackedSize: number }[];
  console.log(`packed: ${first?.size} bytes, unpacked ${first?.unpackedSize}`);
}

console.log(`Node ${process.version}, ${seconds} s of one core per measurement`);
measure("fleet worker", fleetWorker());
measure("60 files", sixtyFiles());
measurePackage();
