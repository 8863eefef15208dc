import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** A program that a suite checks against. */
export interface RealTool {
  readonly program: string;
  /** Arguments that print its version, or another harmless answer. */
  readonly version: readonly string[];
  /** The one command that provides it. */
  readonly install: string;
}

export const systemdAnalyze: RealTool = {
  program: "systemd-analyze",
  version: ["--version"],
  install: "apt-get install -y systemd",
};
export const systemdEscape: RealTool = {
  program: "systemd-escape",
  version: ["--version"],
  install: "apt-get install -y systemd",
};
export const systemdItself: RealTool = {
  program: "/lib/systemd/systemd",
  version: ["--version"],
  install: "apt-get install -y systemd",
};
export const go: RealTool = {
  program: "go",
  version: ["version"],
  install: "apt-get install -y -t bookworm-backports golang-go",
};

/**
 * A suite that needs a real program: it names the version that answers, is skipped by name with its reason
 * when the program is absent, and fails instead under DRYDOCK_REQUIRE_ALL=1.
 */
export function describeReal(name: string, tool: RealTool, body: () => void): void {
  const asked = spawnSync(tool.program, tool.version, { encoding: "utf8" });
  const answer =
    asked.error === undefined && asked.status === 0 ? (asked.stdout.split("\n")[0] ?? "").trim() : undefined;
  if (answer !== undefined) {
    describe(`${name} [${answer}]`, body);
    return;
  }
  const reason = `${tool.program} is not here; provide it with: ${tool.install}`;
  if (process.env["DRYDOCK_REQUIRE_ALL"] === "1") {
    describe(name, () => {
      it(`needs ${tool.program}`, () => expect.fail(reason));
    });
    return;
  }
  describe.skip(`${name} (skipped: ${reason})`, body);
}

/** A seed for a run of random documents: DRYDOCK_SEED, else a fresh one. Print it in the test's name. */
export const seed = Number(process.env["DRYDOCK_SEED"] ?? Date.now() % 2_147_483_647);

/** How many random documents to try, DRYDOCK_DOCUMENTS or the given number. */
export function documents(usual: number): number {
  return Number(process.env["DRYDOCK_DOCUMENTS"] ?? usual);
}
