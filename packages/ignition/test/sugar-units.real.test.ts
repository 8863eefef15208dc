import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataVolume } from "../src/sugar/data-volume.ts";
import { mountUnit } from "../src/sugar/mount-unit.ts";
import { swapUnit } from "../src/sugar/swap-unit.ts";

const version = spawnSync("systemd-analyze", ["--version"], { encoding: "utf8" }).stdout?.split("\n")[0];
const volume = {
  device: "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123",
  path: "/var/lib/etcd-data",
  label: "etcd",
};
const cases = {
  mount: [
    mountUnit({
      what: "/dev/disk/by-label/data",
      where: "/srv/d a-t\\a",
      type: "xfs",
      options: ["noatime", "discard"],
    }),
  ],
  "remote mount": [mountUnit({ what: "nas.example:/export", where: "/srv/nas", type: "nfs4", remote: true })],
  swap: [swapUnit({ what: "/dev/disk/by-label/swap", priority: 5, options: ["discard"] })],
  "data volume": dataVolume(volume).systemd?.units ?? [],
  "data volume that comes later":
    dataVolume({ ...volume, attachedLater: true, before: ["multi-user.target"] }).systemd?.units ?? [],
};

describe("systemd-analyze verify", () => {
  if (version === undefined) {
    it("is absent here; to check the units: apt-get install -y systemd", (context) => {
      expect(process.env.DRYDOCK_REQUIRE_ALL, "systemd is required and absent").not.toBe("1");
      context.skip();
    });
    return;
  }

  it.each(Object.entries(cases))("has nothing to say about the %s", (_, units) => {
    const folder = mkdtempSync(join(tmpdir(), "sugar-units-"));
    try {
      const files = units.map(({ name, contents = "" }) => {
        writeFileSync(join(folder, name), contents);
        return join(folder, name);
      });
      const { status, stderr } = spawnSync(
        "systemd-analyze",
        ["verify", "--recursive-errors=no", "--man=no", ...files],
        { encoding: "utf8" },
      );
      const own = stderr.split("\n").filter((line) => units.some(({ name }) => line.includes(name)));
      expect({ status, own }, stderr).toEqual({ status: 0, own: [] });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(`answered as ${version}`, () => {
    expect(version).toMatch(/^systemd \d+/u);
  });
});
