import { spawnSync } from "node:child_process";
import { it } from "vitest";

/** An external tool that a test needs. */
export interface Tool {
  readonly command: string;
  /** What has it say its version, or the version where it was asked already. */
  readonly versionArguments: readonly string[] | { readonly known: string | undefined };
  /** The command that provides it. */
  readonly provides: string;
}

export const tools = {
  dash: {
    command: "dash",
    versionArguments: ["-c", "dpkg-query --show dash 2>/dev/null || echo dash"],
    provides: "apt-get install dash",
  },
  shellcheck: { command: "shellcheck", versionArguments: ["--version"], provides: "apt-get install shellcheck" },
  curl: { command: "curl", versionArguments: ["--version"], provides: "apt-get install curl" },
  jq: { command: "jq", versionArguments: ["--version"], provides: "apt-get install jq" },
  openssl: { command: "openssl", versionArguments: ["version"], provides: "apt-get install openssl" },
  mkfs: { command: "mkfs.ext4", versionArguments: ["-V"], provides: "apt-get install e2fsprogs" },
  etcd: {
    command: "etcd",
    versionArguments: ["--version"],
    provides: "apt-get install etcd-server && systemctl mask etcd",
  },
  systemdAnalyze: { command: "systemd-analyze", versionArguments: ["--version"], provides: "apt-get install systemd" },
  ignitionValidate: {
    command: "ignition-validate",
    versionArguments: ["--version"],
    provides: "apt-get install ignition",
  },
} as const satisfies Record<string, Tool>;

const versions = new Map<string, string | undefined>();

/** The version that a tool answers with, or undefined when it is not there; each is asked once. */
function versionOf(tool: Tool): string | undefined {
  if (!versions.has(tool.command)) versions.set(tool.command, askVersion(tool));
  return versions.get(tool.command);
}

function askVersion({ command, versionArguments }: Tool): string | undefined {
  if ("known" in versionArguments) return versionArguments.known;
  const { error, stdout, stderr } = spawnSync(command, versionArguments, { encoding: "utf8" });
  if (error !== undefined) return undefined;
  const lines = `${stdout}\n${stderr}`
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.find((line) => /\d/.test(line))?.slice(0, 40) ?? "unknown version";
}

/**
 * A test that needs tools. Its title says which versions answered. Where one is missing it is skipped with
 * the reason and the remedy in its title; with `DRYDOCK_REQUIRE_ALL=1` it fails instead.
 */
export function testWith(needed: readonly Tool[], title: string, run: () => void | Promise<void>): void {
  const found = needed.map((tool) => ({ tool, version: versionOf(tool) }));
  const missing = found.filter(({ version }) => version === undefined).map(({ tool }) => tool);
  if (missing.length === 0) {
    it(`${title} [${found.map(({ tool, version }) => `${tool.command}: ${version ?? ""}`).join("; ")}]`, run);
    return;
  }
  const reason = missing.map(({ command, provides }) => `${command} is missing: ${provides}`).join("; ");
  if (process.env["DRYDOCK_REQUIRE_ALL"] === "1") {
    it(`${title} [${reason}]`, () => {
      throw new Error(reason);
    });
  } else it.skip(`${title} [skipped, ${reason}]`, () => {});
}
