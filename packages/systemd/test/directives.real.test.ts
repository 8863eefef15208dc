import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { generateDirectives } from "../scripts/generate-directives.ts";
import { dumpInstalled, readDump } from "../scripts/read-dump.ts";
import { kindOfDirective } from "../src/directive/directive.ts";
import { directivesOfSystemd } from "../src/directive/directives.gen.ts";
import { insteadOf } from "../src/directive/obsolete-directives.ts";
import { describeReal, systemdItself } from "./real-tool.ts";

describeReal("the directive table", systemdItself, () => {
  it("knows every directive of the installed systemd", () => {
    const dumped = readDump(dumpInstalled().text);
    expect(dumped.length).toBeGreaterThan(1000);
    const unknown = dumped.filter(
      ({ section, key }) => kindOfDirective(section, key) === undefined && insteadOf(section, key) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  it(`is what the generator makes of systemd ${directivesOfSystemd}`, (context) => {
    const { text, version } = dumpInstalled();
    if (version !== String(directivesOfSystemd))
      context.skip(`systemd ${version} is installed, the table was generated from ${directivesOfSystemd}`);
    expect(readFileSync(new URL("../src/directive/directives.gen.ts", import.meta.url), "utf8")).toBe(
      generateDirectives(text, version),
    );
  });
});
