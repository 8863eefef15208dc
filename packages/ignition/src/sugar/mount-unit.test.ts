import { describe, expect, it } from "vitest";
import { mountUnit } from "./mount-unit.ts";

describe("mountUnit", () => {
  it("is named after its mount point, checked, and required by the boot", () => {
    expect(
      mountUnit({
        what: "/dev/disk/by-label/etcd",
        where: "/var/lib/etcd-data",
        type: "ext4",
        options: ["noatime"],
        before: ["etcd-member.service"],
      }),
    ).toMatchInlineSnapshot(`
      {
        "contents": "[Unit]
      Requires=systemd-fsck@dev-disk-by\\x2dlabel-etcd.service
      After=systemd-fsck@dev-disk-by\\x2dlabel-etcd.service
      Before=etcd-member.service

      [Mount]
      What=/dev/disk/by-label/etcd
      Where=/var/lib/etcd-data
      Type=ext4
      Options=noatime

      [Install]
      RequiredBy=local-fs.target etcd-member.service
      ",
        "enabled": true,
        "name": "var-lib-etcd\\x2ddata.mount",
      }
    `);
  });

  it("belongs to the network's file systems when it is remote", () => {
    expect(mountUnit({ what: "nas:/export", where: "/srv/nas", type: "nfs", remote: true }).contents)
      .toMatchInlineSnapshot(`
      "[Unit]

      [Mount]
      What=nas:/export
      Where=/srv/nas
      Type=nfs
      Options=_netdev

      [Install]
      RequiredBy=remote-fs.target
      "
    `);
  });

  it.each([
    [
      { what: "/dev/sdb", where: "data" },
      'mountUnit: error at $.where: "data" is not absolute\n  Begin it with a slash.',
    ],
    [
      { what: "", where: "/a/../b/" },
      'mountUnit: 2 problems:\nerror at $.where: "/a/../b/" is not simplified\n  Write "/b".\nerror at $.what: nothing to mount\n  Give a device path.',
    ],
  ])("refuses %j", (options, message) => {
    expect(() => mountUnit(options)).toThrowError(message);
  });
});
