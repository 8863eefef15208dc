import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const bin = join(root, "node_modules", ".bin");
const program = join(import.meta.dirname, "program.ts");
const conditions = "--conditions=@drydock/source";

const loader = pathToFileURL(createRequire(join(root, "package.json")).resolve("tsx")).href;
const node = [process.execPath, "--import", loader, conditions, program] as const;

/** The ways in which a script is started, each by its words; `apply` is a script of a package. */
const launchers = {
  node,
  "npm run": ["npm", "run", "apply"],
  "pnpm run": [join(bin, "pnpm"), "run", "apply"],
  "pnpm exec": [join(bin, "pnpm"), "exec", ...node],
  tsx: [join(bin, "tsx"), conditions, program],
} as const;

export type Launcher = keyof typeof launchers;

/** A `package.json` for runners. */
export const manifest = JSON.stringify({
  name: "pier",
  private: true,
  type: "module",
  scripts: { apply: node.map((word) => `"${word}"`).join(" ") },
});

/** A program on its way. */
export interface Launched {
  readonly child: ChildProcessWithoutNullStreams;
  /** The pid of what was started first: the runner's, where there is one. */
  readonly top: number;
  /** The pid of the program itself. */
  readonly pid: Promise<number>;
  /** Resolves with the first line of either stream that matches, now or later; rejects at the end. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for what is to come while it runs; rejects where it ends before. */
  meanwhile<Value>(coming: Promise<Value>): Promise<Value>;
  /** Everything that it wrote. */
  text(): string;
  /** When it and all that it started are over: the status of what was started first, as a shell tells it. */
  readonly ended: Promise<number>;
}

export function launch(launcher: Launcher, folder: string, environment: Readonly<Record<string, string>>): Launched {
  const [command, ...words] = launchers[launcher];
  // Runners leave marks for what they run, and these tests may be run by one.
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm_|PNPM_|NODE_OPTIONS$|VITEST)/i.test(name));
  const child = spawn(command, words, {
    cwd: folder,
    env: { ...Object.fromEntries(own), ...environment },
    // A group of its own, as a terminal gives each command.
    detached: true,
  });
  let text = "";
  let over = false;
  let wake: (() => void)[] = [];
  const tell = (piece = "") => {
    text += piece;
    const waiting = wake;
    wake = [];
    waiting.forEach((resume) => resume());
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", tell);
  const line = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(text);
      if (found !== null) return found;
      if (over) throw new Error(`it ended without ${String(pattern)}:\n${text}`);
      await new Promise<void>((resolve) => wake.push(resolve));
    }
  };
  const tooEarly = () => Promise.reject(new Error(`it ended too early:\n${text}`));
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => {
      over = true;
      tell();
      resolve(signal === null ? (status ?? 0) : 128 + constants.signals[signal]);
    });
  });
  const pid = line(/^pid (\d+)$/m).then(([, digits]) => Number(digits));
  pid.catch(() => {});
  const meanwhile = <Value>(coming: Promise<Value>) => Promise.race([coming, ended.then(tooEarly)]);
  return { child, top: child.pid ?? 0, pid, line, meanwhile, text: () => text, ended };
}
