import { spawn } from "node:child_process";
import { bundledProgram } from "./bundled-program.ts";
import type { CountingFront } from "./counting-front.ts";
import type { Deed } from "./deeds.ts";

/** A process that does something to a cluster, by a way of its own to the account. */
export type Started = Awaited<ReturnType<typeof start>>;

export async function start(deed: Deed, front: CountingFront, account: string, environment: NodeJS.ProcessEnv = {}) {
  const program = await bundledProgram();
  const follower = front.time.join();
  const told = { ACCOUNT: account, WIRE: front.url, TIME: front.time.path, SLOT: String(follower.slot), DEED: deed };
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environment, ...told },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (more) => (text += more));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.once("exit", () => (follower.follows = false));
  return {
    ended,
    text: () => text,
    signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT") {
      follower.follows = name === "SIGCONT" && child.exitCode === null && child.signalCode === null;
      child.kill(name);
    },
  };
}
