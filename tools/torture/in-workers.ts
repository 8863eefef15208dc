import { fork } from "node:child_process";

/** Runs this very program so many times at once, each with its share, and passes on what they print. */
export async function inWorkers(count: number, args: readonly string[]): Promise<void> {
  const [, program = ""] = process.argv;
  const ends = Array.from({ length: count }, (_, share) => {
    const child = fork(program, [...args, "--share", `${share}/${count}`], { stdio: "inherit" });
    return new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  });
  if ((await Promise.all(ends)).some((code) => code !== 0)) process.exitCode = 1;
}
