import { describe, expect, it } from "vitest";
import { flatcarExtensions } from "./flatcar-extensions.ts";

describe("flatcarExtensions", () => {
  it("are names, one a line", () => {
    const { storage } = flatcarExtensions(["podman", "-zfs"]);
    expect(storage?.files).toEqual([
      {
        path: "/etc/flatcar/enabled-sysext.conf",
        contents: { source: "data:,podman%0A-zfs%0A", compression: "" },
        mode: 0o644,
      },
    ]);
  });

  it.each([
    [[], /no names\n {2}Give one/u],
    [["a b", "X"], /2 problems:\nerror at \$\.0: "a b" is no name/u],
  ])("refuse %j", (names, message) => {
    expect(() => flatcarExtensions(names)).toThrowError(message);
  });
});
