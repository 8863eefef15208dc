import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { machines, type DataVolumeOptions } from "../index.ts";

function said(volume: DataVolumeOptions | "none") {
  return brokenRules(ofPool({}, { pools: { db: machines({ count: 1, subnets: "private", volume }) } }));
}

it.each([
  [1, []],
  [16_384, []],
  [0, ["volume-size at pools.db.volume.size"]],
  [16_385, ["volume-size at pools.db.volume.size"]],
])("of %i GiB", (size, broken) => {
  expect(said({ size })).toEqual(broken);
});

it.each([
  ["a", true],
  ["Data_1.x-y", true],
  ["a".repeat(16), true],
  ["a".repeat(17), false],
  ["", false],
  ["a b", false],
  ["!a", false],
  ["a!", false],
  ["ROOT", false],
  ["root", false],
  ["boot", false],
  ["BOOT", false],
  ["EFI-SYSTEM", false],
  ["OEM", false],
  ["USR-A", false],
  ["USR-B", false],
  ["cloudimg-rootfs", false],
  ["UEFI", false],
  ["roots", true],
])("labelled %j: %j", (label, isLabel) => {
  expect(said({ label })).toEqual(isLabel ? [] : ["volume-label at pools.db.volume.label"]);
});

it.each([
  ["/data", true],
  ["/var/lib/my_data.1@x", true],
  ["/etcetera", true],
  ["data", false],
  ["/", false],
  ["/data/", false],
  ["/da ta", false],
  ["x/data", false],
  ["/data/..", false],
  ["/data/../etc", false],
  ["/./data", false],
  ["/..data", true],
  ["/usr", false],
  ["/usr/lib", false],
  ["/etc/app", false],
  ["/boot", false],
  ["/proc/1", false],
  ["/sys", false],
  ["/dev/x", false],
  ["/run/x", false],
  ["/srv/run", true],
  ["/opt", false],
  ["/opt/x", true],
  ["/opt/drydock", false],
  ["/opt/drydock/x", false],
  ["/opt/drydocks", true],
  ["/var", false],
  ["/var/lib", false],
  ["/var/lib/x", true],
  ["/var/log", true],
  ["/var/run/x", false],
  ["/var/tmp", false],
  ["/home", false],
  ["/home/data", true],
  ["/root", false],
  ["/root/data", true],
  ["/tmp", false],
  ["/tmp/x", false],
  ["/lib/x", false],
  ["/lib64", false],
  ["/library", true],
  ["/bin/x", false],
  ["/sbin", false],
  ["/sysroot", false],
  ["/srv", true],
])("mounted at %s: %j", (mount, isPlace) => {
  expect(said({ mount })).toEqual(isPlace ? [] : ["volume-mount at pools.db.volume.mount"]);
});

it("may be none", () => {
  expect(said("none")).toEqual([]);
});

faultsOf([
  [
    "data volume that cannot be",
    ofPool(
      {},
      {
        pools: {
          db: machines({
            count: 1,
            subnets: "private",
            volume: { size: 0, label: "a label that is too long", mount: "/etc" },
          }),
        },
      },
    ),
    `error at fleet.pools.db.volume.size: a gp3 volume has 1 to 16384 GiB, not 0 [volume-size]
       Give GiB; 20 is ample for etcd.
     error at fleet.pools.db.volume.label: "a label that is too long" is no label of a file system [volume-label]
       Use 1 to 16 letters, digits, dots, hyphens and underscores.
     error at fleet.pools.db.volume.mount: "/etc" is no place to mount data at [volume-mount]
       Give an absolute path of its own below /var/lib, /srv or /opt.`,
  ],
  [
    "data volume with the label of the system's own",
    ofPool({}, { pools: { db: machines({ count: 1, subnets: "private", volume: { label: "ROOT" } }) } }),
    `error at fleet.pools.db.volume.label: "ROOT" is a label of the system's own disk, and the volume is mounted by its label [volume-label]
       Take another label, such as data.`,
  ],
]);
