import { existsSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The interpreter that Debian's cloud-init is installed for; another python3 in the path does not see it. */
const python = "/usr/bin/python3";
const script = fileURLToPath(new URL("cloud-init-oracle.py", import.meta.url));

/**
 * Asks cloud-init's own code, all questions in one process; the answers come in the order of the questions.
 */
export function askCloudInit<T>(questions: readonly object[]): T[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
  const { status, stdout, stderr } = spawnSync(python, [script], {
    input,
    encoding: "utf8",
    maxBuffer: 512 * 1024 * 1024,
  });
  const answers = stdout.split("\n").filter((line) => line !== "");
  if (status !== 0 || answers.length !== questions.length)
    throw new Error(`cloud-init answered ${answers.length} of ${questions.length} questions: ${stderr}`);
  return answers.map((answer) => JSON.parse(answer) as T);
}

/** The version that answers, or why none does. */
export function cloudInitOracle(): { readonly version: string } | { readonly absent: string } {
  const absent = {
    absent:
      "apt-get install -y --no-install-recommends cloud-init (mask cloud-init.service, cloud-init-local.service, cloud-config.service and cloud-final.service first)",
  };
  if (!existsSync(python) || !existsSync("/usr/bin/cloud-init")) return absent;
  try {
    return askCloudInit<{ readonly version: string }>([{ ask: "version" }])[0] ?? absent;
  } catch {
    return absent;
  }
}
