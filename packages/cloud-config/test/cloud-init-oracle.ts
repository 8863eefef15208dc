import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The interpreter that Debian's cloud-init is installed for; another python3 in the path does not see it. */
const python = "/usr/bin/python3";
const script = fileURLToPath(new URL("cloud-init-oracle.py", import.meta.url));

/** cloud-init's own code in a process that takes half a second to start: one for all questions of a file. */
export interface CloudInit {
  /** The version that answers. */
  readonly version: string;
  /** The answers come in the order of the questions. */
  ask<T>(questions: readonly object[]): Promise<T[]>;
  close(): Promise<void>;
}

/** Starts it, or says by which command it is provided. */
export async function openCloudInit(): Promise<CloudInit | { readonly absent: string }> {
  const absent = {
    absent:
      "apt-get install -y --no-install-recommends cloud-init (mask cloud-init.service, cloud-init-local.service, cloud-config.service and cloud-final.service first)",
  };
  if (!existsSync(python) || !existsSync("/usr/bin/cloud-init")) return absent;
  const oracle = startOracle();
  try {
    const [answer] = await oracle.ask<{ readonly version: string }>([{ ask: "version" }]);
    return answer === undefined ? absent : { ...oracle, version: answer.version };
  } catch {
    return absent;
  }
}

function startOracle(): Omit<CloudInit, "version"> {
  const child = spawn(python, [script]);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let complaint = "";
  child.stderr.on("data", (text: Buffer) => (complaint += text.toString()));
  // A process that has ended says so by what it did not answer.
  child.stdin.on("error", () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(questions: readonly object[]): Promise<T[]> {
      child.stdin.write(questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
      const answers: T[] = [];
      for (const { length } = questions; answers.length < length;) {
        const { value, done } = await lines.next();
        if (done === true) {
          await ended;
          throw new Error(`cloud-init answered ${answers.length} of ${length} questions: ${complaint}`);
        }
        answers.push(JSON.parse(value) as T);
      }
      return answers;
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
