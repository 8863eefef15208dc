import { describe, expect, it } from "vitest";
import { findTarget, type Target, targets } from "./targets.ts";

describe("targets", () => {
  it("has one entry a name", () => {
    expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
  });

  it.each([
    ["debian-12", "2.14.0", "3.3.0"],
    ["flatcar-3510", "2.14.0", "3.3.0"],
    ["flatcar-4081", "2.19.0", "3.4.0"],
    ["flatcar-4593", "2.24.0", "3.5.0"],
    ["fedora-coreos-44", "2.26.0", "3.6.0"],
  ] as const)("knows %s: Ignition %s, spec %s", (name, ignition, highestSpec) => {
    expect(findTarget(name)).toMatchObject({ ignition, highestSpec });
  });

  it("lets a release that is described by hand pass", () => {
    const mine: Target = {
      name: "flatcar-9999",
      os: "flatcar",
      ignition: "2.27.0",
      highestSpec: "3.6.0",
      systemd: 261,
    };
    expect(findTarget(mine)).toBe(mine);
  });

  it("names the known releases when it does not know one", () => {
    // @ts-expect-error a name that is none
    expect(() => findTarget("flatcar-1")).toThrowError(
      expect.objectContaining({
        name: "IgnitionOptionError",
        code: "unknown-target",
        message: expect.stringMatching(/^unknown target "flatcar-1"\nUse one of debian-12, flatcar-3510/u),
      }),
    );
  });
});
