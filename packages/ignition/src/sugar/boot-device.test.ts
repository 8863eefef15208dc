import { describe, expect, it } from "vitest";
import { bootDevice } from "./boot-device.ts";

describe("bootDevice", () => {
  it.each([
    [{}, /neither mirror nor luks/u],
    [{ mirror: ["/dev/sda"] }, /one disk mirrors nothing/u],
    [{ mirror: ["/dev/sda", "/dev/sda"] }, /a disk stands there twice/u],
    [{ mirror: ["sda", "/dev/sdb"] }, /mirror\.0: "sda" is not absolute/u],
    [{ luks: {} }, /nothing unlocks the volume/u],
    [{ luks: { tpm2: true, threshold: 2 } }, /2 of 1 can never agree\n {2}Use 1 to 1/u],
  ])("refuses %j", (device, message) => {
    expect(() => bootDevice(device)).toThrowError(message);
  });

  it("encrypts the root of the image where it stands", () => {
    expect(bootDevice({ luks: { tpm2: true } })).toEqual({
      storage: {
        luks: [
          {
            name: "root",
            label: "luks-root",
            device: "/dev/disk/by-partlabel/root",
            wipeVolume: true,
            clevis: { tpm2: true },
          },
        ],
        filesystems: [{ device: "/dev/mapper/root", format: "xfs", label: "root", wipeFilesystem: true }],
      },
    });
  });
});
