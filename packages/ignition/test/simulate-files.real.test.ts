import { hexDigest } from "@drydock/systemd/ground";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printJson } from "../src/render/print-json.ts";
import { simulateFiles } from "../src/simulate/simulate-files.ts";
import type { Tree } from "../src/simulate/tree.ts";
import type { Config } from "../src/spec/ignition-config.ts";
import type { Target } from "../src/target/targets.ts";
import { currentEngine, debianEngine } from "./engine/engine.ts";
import { existingRoot, referringConfig, specsOf } from "./engine/node-config.ts";
import { runEngine } from "./engine/run-engine.ts";

const runs = Number(process.env.DRYDOCK_ENGINE_RUNS ?? 30);
const seed = Number(process.env.DRYDOCK_SEED ?? Math.floor(Math.random() * 2 ** 31));

for (const engine of [debianEngine(), currentEngine()]) {
  const os: Target = {
    name: `engine-${engine.version}`,
    os: "debian",
    ignition: engine.version,
    highestSpec: specsOf(engine.version).at(-1) ?? "3.0.0",
    systemd: 252,
  };
  describe(`the files stage of Ignition ${engine.version}`, () => {
    if ("absent" in engine) {
      it(`is absent here; to compare with it: ${engine.absent}`, (context) => {
        expect(process.env.DRYDOCK_REQUIRE_ALL, "a real engine is required and absent").not.toBe("1");
        context.skip();
      });
      return;
    }

    it(`leaves what simulateFiles says, for ${runs} configs (seed ${seed})`, () => {
      let [compared, failures, rejected] = [0, 0, 0];
      const property = fc.property(referringConfig(specsOf(engine.version)), existingRoot, (config, root) => {
        const ours = simulateFiles(config, { os, root });
        // Outside the root the result depends on the machine; ignition-apply, unlike a boot, does not check
        // what merging made.
        fc.pre(!/leads outside the root|merging configs resulted in/u.test(ours.failure?.message ?? ""));
        const real = runEngine(engine, printJson(config), root);
        if (real.rejected) {
          rejected++;
          expect(ours.failure?.message, real.log).toMatch(
            /Ignition refuses the config|the config behind it is not valid/u,
          );
          expect(printTree(ours.tree, engine.version)).toBe(printTree(root, engine.version));
        }
        fc.pre(!real.rejected);
        compared++;
        if (!real.succeeded) failures++;
        // Above twelve entries Go's sort mixes those of one depth, which shows in what a failed run leaves.
        if (!real.succeeded && ours.failure && mayExceedTwelve(config)) return;
        expect(
          { failed: ours.failure !== undefined, tree: printTree(ours.tree, engine.version) },
          `${ours.failure?.message}\n${real.log}`,
        ).toEqual({
          failed: !real.succeeded,
          tree: printTree(real.tree, engine.version),
        });
      });
      fc.assert(property, { numRuns: runs, seed, maxSkipsPerRun: 100 });
      console.info(
        `${engine.answer}: ${compared} configs compared, ${failures} of them failed in both; ${rejected} rejected in both`,
      );
      expect(compared).toBeGreaterThanOrEqual(runs);
      expect(failures, "the generator must also reach the engine's failures").toBeGreaterThan(0);
    });
  });
}

function mayExceedTwelve({ ignition, storage }: Config): boolean {
  const own = [storage?.directories, storage?.files, storage?.links].reduce(
    (sum, list) => sum + (list?.length ?? 0),
    0,
  );
  return own > 12 || ignition.config?.merge !== undefined;
}

function printTree(tree: Tree, version: string): string {
  return [...tree]
    .map(([path, entry]) => {
      const owner = `${entry.uid}:${entry.gid}`;
      if (entry.type === "link") return `${path} -> ${entry.target} ${owner}`;
      const mode = entry.mode.toString(8);
      return entry.type === "directory"
        ? `${path}/ ${mode} ${owner}`
        : `${path} ${mode} ${owner} ${digest(path, entry.contents, version)} ${entry.paths.join(" ")}`;
    })
    .join("\n");
}

/** 2.14 writes the lines of its preset in the random order of a Go map. */
function digest(path: string, contents: Uint8Array, version: string): string {
  const text = Buffer.from(contents);
  const unordered = version === "2.14.0" && path.endsWith("/20-ignition.preset");
  return hexDigest("sha512", unordered ? text.toString().split("\n").sort().join("\n") : text).slice(0, 24);
}
