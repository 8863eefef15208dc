// Installs the workspace when its lockfile is newer than the last install, so that `npm test` and
// `npm run demo` need nothing but Node.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { engines, packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const [major, minor] = process.versions.node.split(".").map(Number);
const [wantedMajor, wantedMinor] = engines.node.replace(">=", "").split(".").map(Number);
if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  console.error(`Drydock needs Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(1);
}

const inputs = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"];
const fingerprint = createHash("sha256")
  .update(inputs.map((file) => readFileSync(join(root, file), "utf8")).join("\0"))
  .digest("hex");
const stamp = join(root, "node_modules", ".drydock-installed");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) process.exit(0);

console.error("Installing Drydock's dependencies (once) ...");
const { status } = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
  cwd: root,
  stdio: ["ignore", 2, 2],
  shell: process.platform === "win32",
});
if (status !== 0) process.exit(status ?? 1);
writeFileSync(stamp, fingerprint);
