import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { translateCoreosCloudConfig, type IgnitionUnit } from "../src/index.ts";
import { autoscaledWorker, fleetMaster } from "./old-documents.ts";

const version = /systemd (\d+)/.exec(
  spawnSync("systemd-analyze", ["--version"], { encoding: "utf8" }).stdout ?? "",
)?.[1];

if (version === undefined) {
  it("systemd-analyze is absent here; to verify converted units: apt-get install -y --no-install-recommends systemd", (context) => {
    expect(process.env["DRYDOCK_REQUIRE_ALL"], "systemd-analyze is required and absent").not.toBe("1");
    context.skip();
  });
} else {
  describe(`systemd-analyze ${version}`, () => {
    it.each([
      ["a fleet master", fleetMaster],
      ["an autoscaled worker", autoscaledWorker],
    ])("finds nothing wrong with the units of %s", (_name, text) => {
      const units = translateCoreosCloudConfig(text).config?.systemd?.units ?? [];
      expect(units.length).toBeGreaterThan(2);
      expect(verify(units)).toEqual({ status: 0, complaints: [] });
    });

    it("does find what is wrong", () => {
      expect(verify([{ name: "a.service", contents: "[Service]\nExecStart=relative path\n" }]).status).not.toBe(0);
    });
  });
}

/**
 * Verifies units in a folder of their own; what the image would bring stands there as a service that does
 * nothing.
 */
function verify(units: readonly IgnitionUnit[]): {
  readonly status: number | null;
  readonly complaints: readonly string[];
} {
  const folder = mkdtempSync(join(tmpdir(), "drydock-"));
  const write = (name: string, contents: string): void =>
    writeFileSync(join(folder, name), contents.replaceAll("/usr/lib/flatcar/etcd-wrapper", "/usr/bin/true"));
  for (const name of ["coreos-metadata.service", "docker.service", "systemd-journal-gatewayd.service"])
    write(name, "[Service]\nExecStart=/usr/bin/true\n");
  const real = units.filter((unit) => unit.mask !== true);
  for (const unit of real) {
    write(unit.name, unit.contents ?? "[Service]\nExecStart=/usr/bin/true\n");
    for (const dropin of unit.dropins ?? []) {
      mkdirSync(join(folder, `${unit.name}.d`), { recursive: true });
      write(join(`${unit.name}.d`, dropin.name), dropin.contents);
    }
  }
  const files = real.map((unit) => join(folder, unit.name));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...files], {
    encoding: "utf8",
    env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` },
  });
  rmSync(folder, { recursive: true });
  return {
    status,
    complaints: stderr
      .replaceAll(folder, "")
      .split("\n")
      .filter((line) => line !== ""),
  };
}
