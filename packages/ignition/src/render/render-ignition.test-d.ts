import { describe, expectTypeOf, it } from "vitest";
import { fitUserData } from "../fit/fit-user-data.ts";
import type { RenderLints } from "./config-for-target.ts";
import { renderIgnition } from "./render-ignition.ts";
import { simulateFiles, type Simulation } from "../simulate/simulate-files.ts";
import type { Config } from "../spec/ignition-config.ts";
import { composeIgnition } from "../sugar/compose.ts";
import { file } from "../sugar/file.ts";
import type { Fragment } from "../sugar/fragment.ts";
import { fedoraCoreosUpdates } from "../sugar/fedora-coreos-updates.ts";
import { mountUnit } from "../sugar/mount-unit.ts";
import type { Target, TargetName } from "../target/targets.ts";

declare const config: Config;

describe("the types of rendering, fitting and building", () => {
  it("know the releases by name, and take one described by hand", () => {
    expectTypeOf<"flatcar-4593">().toExtend<TargetName>();
    expectTypeOf<"fedora-coreos-44">().toExtend<TargetName>();
    expectTypeOf<Parameters<typeof renderIgnition>[1]["target"]>().toEqualTypeOf<TargetName | Target>();
    // @ts-expect-error a release that nobody knows
    renderIgnition(config, { target: "flatcar-1" });
  });

  it("give text and data, never a promise", () => {
    expectTypeOf(renderIgnition).returns.toEqualTypeOf<string>();
    expectTypeOf(fitUserData(config).userData).toEqualTypeOf<string>();
    expectTypeOf(simulateFiles(config, { os: "debian-12" })).toEqualTypeOf<Simulation>();
  });

  it("know each check by name", () => {
    expectTypeOf<{ "existing-file": false }>().toExtend<RenderLints>();
    // @ts-expect-error no check of that name
    renderIgnition(config, { target: "debian-12", lints: { "exsting-file": false } });
  });

  it("keep a fragment from naming a spec, and every part a fragment", () => {
    const part: Fragment = { storage: {} };
    expectTypeOf(composeIgnition(part, part)).toEqualTypeOf<Config>();
    expectTypeOf(composeIgnition()).toEqualTypeOf<Config>();
    // @ts-expect-error the spec follows from the fields
    composeIgnition({ ignition: { version: "3.3.0" } });
  });

  it("take only what belongs together", () => {
    // @ts-expect-error an immediate strategy has no windows
    fedoraCoreosUpdates({ strategy: "immediate", windows: [] });
    // @ts-expect-error a mount has a place
    mountUnit({ what: "/dev/sdb" });
    // @ts-expect-error a mode is a number
    file("/a", { mode: "0644" });
  });
});
