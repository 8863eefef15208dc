import { expect, it } from "vitest";
import { sectionsOf } from "./sections-of.ts";

it("a key that every object inherits is one section, as any other list without names", () => {
  const sections = sectionsOf({ constructor: ["a", "b"], write_files: [{ path: "/a" }] }, (config) =>
    JSON.stringify(config),
  );
  expect(sections.map(({ name }) => name)).toEqual(["constructor", "write_files.0 /a"]);
});
