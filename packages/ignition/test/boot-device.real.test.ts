import { describe, expect, it } from "vitest";
import { printJson } from "../src/render/print-json.ts";
import { type BootDevice, bootDevice } from "../src/sugar/boot-device.ts";
import { butaneNeeds, findButane } from "./engine/butane.ts";

const mirror = "  mirror:\n    devices: [/dev/sda, /dev/sdb]\n";
const luks =
  "  luks:\n    tpm2: true\n    discard: true\n    threshold: 2\n    tang:\n      - url: https://tang.example.com\n        thumbprint: abc\n";
const ours = {
  mirror: ["/dev/sda", "/dev/sdb"],
  luks: { tpm2: true, discard: true, threshold: 2, tang: [{ url: "https://tang.example.com", thumbprint: "abc" }] },
};

describe("bootDevice", () => {
  const butane = findButane();
  if (!butane) {
    it(`is not compared with Butane here; to compare: ${butaneNeeds}`, (context) => {
      expect(process.env.DRYDOCK_REQUIRE_ALL, "Butane is required and absent").not.toBe("1");
      context.skip();
    });
    return;
  }

  it.each([
    ["a mirror on x86_64", `  layout: x86_64\n${mirror}`, { mirror: ours.mirror }],
    ["a mirror on aarch64", `  layout: aarch64\n${mirror}`, { layout: "aarch64", mirror: ours.mirror }],
    ["a mirror on ppc64le", `  layout: ppc64le\n${mirror}`, { layout: "ppc64le", mirror: ours.mirror }],
    ["an encrypted root", luks, { luks: ours.luks }],
    ["an encrypted mirror", `  layout: x86_64\n${mirror}${luks}`, ours],
  ] satisfies [string, string, BootDevice][])("makes of %s what Butane 2.27.0 makes", (_, yaml, device) => {
    const theirs = butane(`variant: fcos\nversion: 1.6.0\nboot_device:\n${yaml}`) as { storage: unknown };
    expect(JSON.parse(printJson(bootDevice(device).storage))).toEqual(theirs.storage);
  });
});
