import { describe, expect, it } from "vitest";
import { metadataDropin, metadataVariable } from "./instance-metadata.ts";
import { SugarError } from "./sugar-error.ts";
import { dropinEntry } from "./unit-entry.ts";

describe("instance metadata", () => {
  it.each([
    ["flatcar", "COREOS_EC2_IPV4_LOCAL", "coreos-metadata.service", "/run/metadata/flatcar"],
    ["fedora-coreos", "AFTERBURN_AWS_IPV4_LOCAL", "afterburn.service", "/run/metadata/afterburn"],
  ] as const)("comes on %s as %s from %s", (os, variable, service, path) => {
    expect(metadataVariable(os, "privateAddress")).toBe(variable);
    expect(dropinEntry(metadataDropin(os, "app.service"))).toEqual({
      name: "app.service",
      dropins: [
        {
          name: "10-instance-metadata.conf",
          contents: `[Unit]\nRequires=${service}\nAfter=${service}\n\n[Service]\nEnvironmentFile=${path}\n`,
        },
      ],
    });
  });

  it.each([
    ["debian", '"debian" writes no file of instance metadata'],
    ["ubuntu", '"ubuntu" writes no file of instance metadata'],
    ["toString", '"toString" writes no file of instance metadata'],
    [undefined, "undefined writes no file of instance metadata"],
    [{}, "an object writes no file of instance metadata"],
  ])("is refused of %j, where there is none", (os, message) => {
    const found: unknown[] = [];
    for (const call of [
      () => metadataVariable(os as never, "region"),
      () => metadataDropin(os as never, "app.service"),
    ]) {
      try {
        call();
      } catch (error) {
        if (error instanceof SugarError) found.push(error.diagnostics[0]?.message);
      }
    }
    expect(found).toEqual([message, message]);
  });

  it.each([
    ["nope", '"nope" is no fact of a node', "There are availabilityZone, "],
    ["regoin", '"regoin" is no fact of a node', 'Did you mean "region"? There are '],
    ["toString", '"toString" is no fact of a node', "There are "],
    [undefined, "undefined is no fact of a node", "There are "],
  ])("has no fact %j", (fact, message, remedy) => {
    expect(() => metadataVariable("flatcar", fact as never)).toThrow(SugarError);
    expect(() => metadataVariable("flatcar", fact as never)).toThrow(message);
    expect(() => metadataVariable("flatcar", fact as never)).toThrow(remedy);
  });
});
