import { describe, expect, it } from "vitest";
import { dataVolume } from "./data-volume.ts";

describe("dataVolume", () => {
  it("is formatted by Ignition once and mounted by its label", () => {
    const { storage, systemd } = dataVolume({
      device: "/dev/disk/by-id/nvme-x",
      path: "/var/lib/etcd",
      label: "etcd",
      owner: { user: 232, group: 232, mode: 0o700 },
    });
    expect(storage).toEqual({
      filesystems: [
        {
          device: "/dev/disk/by-id/nvme-x",
          path: "/var/lib/etcd",
          format: "ext4",
          label: "etcd",
          wipeFilesystem: false,
        },
      ],
      directories: [{ path: "/var/lib/etcd", user: { id: 232 }, group: { id: 232 }, mode: 448 }],
    });
    expect(systemd?.units?.map(({ name }) => name)).toEqual(["var-lib-etcd.mount"]);
  });

  it("is formatted by a unit when it is attached later, and keeps the boot from waiting", () => {
    const { storage, systemd } = dataVolume({
      device: "/dev/disk/by-id/nvme-x",
      path: "/data",
      label: "d",
      format: "xfs",
      attachedLater: true,
      before: ["app.service"],
    });
    expect(storage).toBeUndefined();
    expect(systemd?.units?.map(({ name, contents }) => `# ${name}\n${contents}`).join("\n")).toMatchInlineSnapshot(`
      "# format-dev-disk-by\\x2did-nvme\\x2dx.service
      [Unit]
      Description=Format d when it is blank

      [Service]
      Type=oneshot
      RemainAfterExit=yes
      TimeoutStartSec=infinity
      ExecStart=/bin/sh -c "until [ -b \\"$$1\\" ]; do sleep 1; done\\nhead -c 1048576 \\"$$1\\" >/dev/null || exit 1\\nblkid --probe \\"$$1\\" >/dev/null 2>&1\\nif [ $$? -eq 2 ]; then exec \\"mkfs.$$2\\" -L \\"$$3\\" \\"$$1\\"; fi" sh /dev/disk/by-id/nvme-x xfs d

      # data.mount
      [Unit]
      Requires=format-dev-disk-by\\x2did-nvme\\x2dx.service
      After=format-dev-disk-by\\x2did-nvme\\x2dx.service
      Before=umount.target app.service
      DefaultDependencies=no
      Conflicts=umount.target

      [Mount]
      What=/dev/disk/by-id/nvme-x
      Where=/data
      Type=xfs

      [Install]
      WantedBy=multi-user.target
      RequiredBy=app.service
      "
    `);
  });

  it.each([
    [
      { label: "a-label-that-is-long" },
      /label: "a-label-that-is-long" has 20 characters, and ext4 takes 16\n {2}Shorten it/u,
    ],
    [{ label: "a b" }, /cannot be mounted by/u],
    [{ device: "sdb", path: "data" }, /2 problems/u],
    [
      { attachedLater: true, owner: { user: 1 } },
      /owner: the directory of a volume that comes later cannot be prepared/u,
    ],
  ])("refuses %j", (change, message) => {
    expect(() => dataVolume({ device: "/dev/sdb", path: "/data", label: "data", ...change })).toThrowError(message);
  });
});
