import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inlineBytes } from "../src/fit/data-resource.ts";
import { fitUserData } from "../src/fit/fit-user-data.ts";
import type { Config } from "../src/spec/ignition-config.ts";
import type { Tree, TreeEntry } from "../src/simulate/tree.ts";
import { file } from "../src/sugar/file.ts";
import { confined } from "./engine/confined.ts";
import { currentEngine, debianEngine, type Engine } from "./engine/engine.ts";
import { readTree, runEngine } from "./engine/run-engine.ts";

const sixty: Config = {
  ignition: { version: "3.3.0" },
  storage: {
    files: Array.from({ length: 60 }, (_, index) =>
      file(`/etc/app/${index}.conf`, {
        mode: 0o600,
        contents: Array.from(
          { length: 22 },
          (__, line) => `option_${line} = https://node-${index}.example:${8000 + line}/é/${(index * line) % 97}\n`,
        ).join(""),
      }),
    ),
  },
};
const contents = (sixty.storage?.files ?? []).map(({ path, contents: resource }) => [
  path,
  Buffer.from(inlineBytes(resource ?? {}) ?? []).toString(),
]);

for (const engine of [debianEngine(), currentEngine()]) {
  describe(`user data that Ignition ${engine.version} reads`, () => {
    if ("absent" in engine) {
      it(`is not tried here; to try it: ${engine.absent}`, (context) => {
        expect(process.env.DRYDOCK_REQUIRE_ALL, "a real engine is required and absent").not.toBe("1");
        context.skip();
      });
      return;
    }

    it.each([
      ["minimal", 10 ** 6],
      ["shortest-urls", 45_000],
      ["envelope", 16_384],
    ] as const)("writes all 60 files from one %s document", (tactic, limit) => {
      const fitted = fitUserData(sixty, { limit });
      expect(fitted.tactic).toBe(tactic);
      const { succeeded, tree, log } = runEngine(engine, fitted.userData, new Map());
      expect(succeeded, log).toBe(true);
      expect(contents.map(([path = ""]) => [path, textAt(tree.get(path))])).toEqual(contents);
      console.info(`${engine.answer}: 60 files from ${fitted.breakdown.total} bytes of user data (${tactic})`);
    });

    it("fetches an external object and checks its hash", async () => {
      let body = "";
      const server = createServer((_, response) => response.end(body)).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      try {
        const address = server.address();
        const port = typeof address === "object" ? address?.port : undefined;
        const fitted = fitUserData(sixty, { limit: 1000, store: ({ key }) => `http://127.0.0.1:${port}/${key}` });
        expect(fitted.tactic).toBe("external");
        body = fitted.objects[0]?.body ?? "";
        const good = await applyOnline(engine, fitted.userData);
        expect(good.succeeded, good.log).toBe(true);
        expect(contents.map(([path = ""]) => [path, textAt(good.tree.get(path))])).toEqual(contents);
        body = body.replace("/etc/app/7.conf", "/etc/app/x.conf");
        const bad = await applyOnline(engine, fitted.userData);
        expect({ succeeded: bad.succeeded, files: bad.tree.size }).toEqual({ succeeded: false, files: 0 });
      } finally {
        server.close();
      }
    });
  });
}

function textAt(entry: TreeEntry | undefined): string | undefined {
  return entry?.type === "file" ? Buffer.from(entry.contents).toString() : undefined;
}

async function applyOnline(engine: Engine, document: string): Promise<{ succeeded: boolean; log: string; tree: Tree }> {
  const folder = mkdtempSync(join(tmpdir(), "ignition-online-"));
  try {
    const disk = join(folder, "root");
    mkdirSync(disk);
    writeFileSync(join(folder, "config.ign"), document);
    const [program, ...args] = confined(folder, [engine.apply, "--root", disk, join(folder, "config.ign")]);
    const run = spawn(program, args, { env: { ...process.env, container: "x" } });
    let log = "";
    run.stderr.on("data", (text) => (log += String(text)));
    run.stdout.on("data", (text) => (log += String(text)));
    const code = await new Promise((resolve) => run.once("close", resolve));
    return { succeeded: code === 0, log, tree: readTree(disk) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
