import { once } from "node:events";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

/**
 * One start of a program: its file, from the root of the tree, the words after it, and what it adds to the
 * environment.
 */
export interface Turn {
  readonly file: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What a turn left: its status, and what it wrote on the two streams. */
export interface Ended {
  readonly status: number;
  readonly printed: string;
  readonly complaints: string;
}

/** Thrown where a program ends itself, so that the next one has its turn. */
class Exit extends Error {}

/**
 * Runs the turns on the input one after another and prints what each left. Each program is evaluated anew,
 * with arguments and environment of its own; what it imports from packages is loaded once for all.
 */
async function takeTurns(turns: readonly Turn[]): Promise<Ended[]> {
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write);
  // What a person's own environment may hold, or that of a test, is not what the programs are asked about.
  const {
    DOCKERCFG: _,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: __,
    AWS_ENDPOINT_URL: ___,
    ...given
  } = process.env;
  const ended: Ended[] = [];
  process.exit = (status) => {
    process.exitCode = status ?? process.exitCode ?? 0;
    throw new Exit();
  };
  for (const [number, { file, words, environment }] of turns.entries()) {
    const written = streams.map((stream) => {
      const pieces: string[] = [];
      stream.write = (piece: string | Uint8Array) => pieces.push(String(piece)) > 0;
      return pieces;
    });
    const path = join(import.meta.dirname, "..", "..", file);
    process.argv = [process.execPath, path, ...words];
    process.env = { ...given, ...environment };
    process.exitCode = 0;
    try {
      await import(`${pathToFileURL(path).href}?turn=${number}`);
    } catch (error) {
      if (!(error instanceof Exit)) {
        process.exitCode = 1;
        written[1]?.push(`${inspect(error)}\n`);
      }
    }
    const [printed = "", complaints = ""] = written.map((pieces) => pieces.join(""));
    ended.push({ status: Number(process.exitCode), printed, complaints });
  }
  for (const [index, stream] of streams.entries()) stream.write = writes[index] ?? stream.write;
  process.exitCode = 0;
  return ended;
}

const ended = await takeTurns((await json(process.stdin)) as readonly Turn[]);
if (!process.stdout.write(JSON.stringify(ended))) await once(process.stdout, "drain");
