import { validateUnitName } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import { osProfile } from "./os-profile.ts";

describe("osProfile", () => {
  it.each(["flatcar", "fedora-coreos", "debian"] as const)("of %s names files and units as systems do", (os) => {
    const { existingFiles, readOnly, units, user } = osProfile(os);
    for (const path of [...existingFiles, ...readOnly]) expect(path).toMatch(/^\/[^/]/u);
    for (const name of units) expect(validateUnitName(name)).toEqual([]);
    expect(user).toMatch(/^(core|root)$/u);
  });
});
