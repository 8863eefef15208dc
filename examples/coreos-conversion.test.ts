import { translateCoreosCloudConfig } from "@drydock/cloud-config";
import {
  type Config,
  hasErrors,
  makeTree,
  parseIgnition,
  printDiagnostics,
  renderIgnition,
  simulateFiles,
} from "@drydock/ignition";
import { describe, expect, it } from "vitest";
import { autoscaledWorker, fleetMaster, registryLogin } from "../packages/cloud-config/test/old-documents.ts";

/** What the release brings of users and groups. */
const flatcar = makeTree({
  "/home/core": { type: "directory", mode: 0o755, uid: 500, gid: 500 },
  "/etc/passwd": "root:x:0:0::/root:/bin/bash\ncore:x:500:500::/home/core:/bin/bash\n",
  "/etc/group": "root:x:0:\ncore:x:500:\nsudo:x:150:core\ndocker:x:233:core\n",
});

describe.each([
  ["a fleet master", fleetMaster],
  ["an autoscaled worker", autoscaledWorker],
  ["a registry login", registryLogin],
])("%s of Container Linux", (_name, text) => {
  const { config } = translateCoreosCloudConfig(text);

  it("becomes a config that Ignition accepts as it stands", () => {
    const { diagnostics } = parseIgnition(JSON.stringify(config), { lints: false });
    expect(hasErrors(diagnostics), printDiagnostics(diagnostics)).toBe(false);
  });

  it("renders for a release of Flatcar and leaves its files on the disk", () => {
    // The converter knows no package of ours: its config is Ignition's by shape, and is checked by Ignition's
    // rules just above.
    const ours = config as Config;
    expect(JSON.parse(renderIgnition(ours, { target: "flatcar-4593", lints: false }))).toMatchObject({
      ignition: { version: expect.any(String) as string },
    });
    const { failure } = simulateFiles(ours, { os: "flatcar-4593", root: flatcar });
    expect(failure).toBeUndefined();
  });
});
