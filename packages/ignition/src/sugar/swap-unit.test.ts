import { describe, expect, it } from "vitest";
import { swapUnit } from "./swap-unit.ts";

describe("swapUnit", () => {
  it("is named after its device", () => {
    expect(swapUnit({ what: "/dev/disk/by-label/swap", priority: 5, options: ["discard"] })).toMatchInlineSnapshot(`
      {
        "contents": "[Swap]
      What=/dev/disk/by-label/swap
      Priority=5
      Options=discard

      [Install]
      RequiredBy=swap.target
      ",
        "enabled": true,
        "name": "dev-disk-by\\x2dlabel-swap.swap",
      }
    `);
  });

  it("says everything that is wrong", () => {
    expect(() => swapUnit({ what: "sdb", priority: 99_999 })).toThrowError(
      /2 problems:\nerror at \$\.what: "sdb" is not absolute\n.*\nerror at \$\.priority: 99999 is out of range/u,
    );
  });
});
