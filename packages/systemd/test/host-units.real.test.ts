import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseUnit, partsOfUnitName, printUnit, validateUnit } from "../src/index.ts";
import { describeReal, systemdItself } from "./real-tool.ts";

/** The unit files and drop-ins of this host, links aside. */
function unitFiles(): readonly {
  readonly path: string;
  readonly name: string;
  readonly of?: string;
}[] {
  const files: { path: string; name: string; of?: string }[] = [];
  for (const folder of ["/lib/systemd/system", "/usr/lib/systemd/user"]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const about = lstatSync(path);
      if (about.isFile() && partsOfUnitName(name) !== undefined) files.push({ path, name });
      const of = name.endsWith(".d") ? name.slice(0, -2) : "";
      if (!about.isDirectory() || partsOfUnitName(of) === undefined) continue;
      for (const conf of readdirSync(path).filter((file) => file.endsWith(".conf")))
        files.push({ path: join(path, conf), name: conf, of });
    }
  }
  return files;
}

describeReal("the unit files of this host", systemdItself, () => {
  const files = unitFiles();

  it(`survive parse, print, parse (${files.length} files)`, () => {
    expect(files.length).toBeGreaterThan(100);
    for (const { path, name } of files) {
      const { unit, diagnostics } = parseUnit(readFileSync(path), { name });
      expect(diagnostics, path).toEqual([]);
      // A file of comments alone is how a drop-in of the vendor gets switched off.
      if (unit.sections.length === 0) continue;
      const printed = printUnit(unit);
      expect(parseUnit(printed, { name }).unit, path).toEqual(unit);
      expect(printUnit(parseUnit(printed, { name }).unit), path).toBe(printed);
      const viaGo = parseUnit(printed, { name, dialect: "go-systemd" });
      expect(viaGo.diagnostics, path).toEqual([]);
      expect(
        viaGo.unit.sections.map((section) => section.entries.map(({ key }) => key)),
        path,
      ).toEqual(unit.sections.map((section) => section.entries.map(({ key }) => key)));
    }
  });

  it("have no errors for us, as they have none for systemd", () => {
    const errors = files.flatMap(({ path, name, of }) =>
      validateUnit(readFileSync(path), { name, ...(of === undefined ? {} : { of }) })
        .filter(({ severity }) => severity === "error")
        .map((found) => `${path}: ${JSON.stringify(found)}`),
    );
    expect(errors).toEqual([]);
  });
});
