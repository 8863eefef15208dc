import { describe, expect, it } from "vitest";
import { metadataDropin, metadataVariable } from "./instance-metadata.ts";
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

  it("is refused where there is none", () => {
    expect(() => metadataVariable("debian", "region")).toThrowError(/debian writes no file of instance metadata/u);
  });
});
