import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createCluster, createNetwork, planCluster, planNetwork } from "@drydock/aws-provisioner";
import { simulateAccount } from "@drydock/aws-simulator";
import { renderCloudConfig } from "@drydock/cloud-config";
import type { Blueprint } from "@drydock/core";
import { renderIgnition } from "@drydock/ignition";
import { describe, expect, it } from "vitest";
import { printJson } from "./review/print-json.ts";
import { type GoldenFiles, runFiles } from "./review/run-files.ts";
import { unpackIgnition } from "./review/unpack-ignition.ts";
import { config, target as ubuntu } from "./cloud-config-only.ts";
import { guestOf, host } from "./existing-network.ts";
import { fleet } from "./fleet.ts";
import { node, target as flatcar } from "./ignition-only.ts";
import { minimal } from "./minimal.ts";
import { shared } from "./network-only.ts";

const region = "us-west-2";
const password = "never-in-any-file";
const auth = Buffer.from(`somebody:${password}`).toString("base64");

/** What each example gives a person to review. */
const goldens: Readonly<Record<string, () => GoldenFiles | Promise<GoldenFiles>>> = {
  minimal: () => filesOf(minimal),
  fleet: () => filesOf(fleet),
  async "network-only"() {
    const options = account();
    return runFiles(await planNetwork("shared", shared, options), createNetwork("shared", shared, options), region);
  },
  async "existing-network"() {
    const options = account();
    const there = await createNetwork("host", host, options);
    return filesOf(guestOf(there.network), options);
  },
  "ignition-only": () => ({
    "user-data/queue.ign": printJson(unpackIgnition(renderIgnition(node, { target: flatcar }))),
  }),
  "cloud-config-only": () => ({ "user-data/queue.yaml": renderCloudConfig(config, { target: ubuntu }) }),
};

/** Programs that have no blueprint of their own, and modules that are no program. */
const withoutBlueprint = ["account", "command-line", "demo", "destroy"];

function account() {
  const environment = { DOCKERCFG: JSON.stringify({ auths: { "registry.example.com": { auth } } }) };
  return { ...simulateAccount({ seed: "golden", latency: "typical" }).connection, environment };
}

async function filesOf(blueprint: Blueprint, options = account()): Promise<GoldenFiles> {
  return runFiles(await planCluster(blueprint, options), createCluster(blueprint, options), region);
}

const golden = join(import.meta.dirname, "golden");

describe.each(Object.entries(goldens))("the golden folder of %s", (name, compute) => {
  const folder = join(golden, name);

  it("holds what the example gives, and nothing else; `vitest -u` renews it", async () => {
    const files = await compute();
    for (const [path, text] of Object.entries(files)) {
      await expect.soft(text).toMatchFileSnapshot(join(folder, path));
      for (const secret of [password, auth, Buffer.from(auth).toString("base64"), "PRIVATE KEY"]) {
        expect.soft(text, `${path} holds a secret`).not.toContain(secret);
      }
      for (const local of [join(golden, "..", ".."), process.version]) {
        expect.soft(text, `${path} depends on this machine`).not.toContain(local);
      }
    }
    expect(filesIn(folder).filter((path) => !(path in files))).toEqual([]);
  });
});

it("each example with a blueprint has a golden folder, and each folder an example", () => {
  const programs = readdirSync(import.meta.dirname).filter((file) => /(?<!\.test)\.ts$/.test(file));
  expect(programs.map((file) => file.replace(/\.ts$/, "")).toSorted()).toEqual(
    [...Object.keys(goldens), ...withoutBlueprint].toSorted(),
  );
  expect(existsSync(golden) ? readdirSync(golden).filter((name) => !(name in goldens)) : []).toEqual([]);
});

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"));
}
