import { dropin, exec, unit, validateUnitName } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import { dataVolume } from "./data-volume.ts";
import { flatcarExtensions } from "./flatcar-extensions.ts";
import { metadataDropin, metadataVariable } from "./instance-metadata.ts";
import { mountUnit } from "./mount-unit.ts";
import { osProfile } from "../target/os-profile.ts";
import { quadlets } from "./quadlet.ts";
import { swapUnit } from "./swap-unit.ts";
import { dropinEntry, unitEntry } from "./unit-entry.ts";

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

describe("unitEntry and dropinEntry", () => {
  it("take what @drydock/systemd builds", () => {
    const hello = unit("hello.service", {
      Service: { ExecStart: exec("/bin/echo", "100%") },
      Install: { WantedBy: ["multi-user.target"] },
    });
    const limits = dropin("hello.service", "10-limits.conf", { Service: { MemoryMax: "1G" } });
    expect(unitEntry(hello, { enabled: true, dropins: [limits] })).toEqual({
      name: "hello.service",
      enabled: true,
      contents: "[Service]\nExecStart=/bin/echo 100%%\n\n[Install]\nWantedBy=multi-user.target\n",
      dropins: [{ name: "10-limits.conf", contents: "[Service]\nMemoryMax=1G\n" }],
    });
    expect(dropinEntry(limits)).toEqual({
      name: "hello.service",
      dropins: [{ name: "10-limits.conf", contents: "[Service]\nMemoryMax=1G\n" }],
    });
  });
});

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

describe("quadlets", () => {
  it("are files and links where podman looks", () => {
    const sections = [{ name: "Unit", entries: [{ key: "Description", value: "x" }] }];
    const list = [
      {
        name: "etcd@.container",
        sections: [
          ...sections,
          { name: "Container", entries: [{ key: "Image", value: "quay.io/coreos/etcd:v3.5.21" }] },
        ],
      },
      { name: "etcd@a.container", dropins: [{ name: "10.conf", contents: "[Container]\nEnvironment=A=1\n" }] },
      { name: "data.volume", contents: "[Volume]\n" },
    ];
    const paths = ({ storage }: ReturnType<typeof quadlets>): unknown => [
      storage?.files?.map(({ path }) => path),
      storage?.links?.map(({ path, target }) => `${path} -> ${target}`),
    ];
    expect(paths(quadlets(list))).toEqual([
      [
        "/etc/containers/systemd/etcd@.container",
        "/etc/containers/systemd/etcd@a.container.d/10.conf",
        "/etc/containers/systemd/data.volume",
      ],
      ["/etc/containers/systemd/etcd@a.container -> etcd@.container"],
    ]);
    expect(quadlets([{ name: "a.pod", contents: "[Pod]\n" }], { rootless: 1000 }).storage?.files?.[0]?.path).toBe(
      "/etc/containers/systemd/users/1000/a.pod",
    );
  });

  it("say everything that is wrong", () => {
    expect(() =>
      quadlets([
        { name: "../x.container", contents: "" },
        { name: "a.service", contents: "" },
        { name: "b.volume" },
        { name: "c.pod", contents: "", sections: [], dropins: [{ name: "x/y", contents: "" }] },
      ]),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SugarError: quadlets: 5 problems:
      error at $.0.name: "../x.container" is no quadlet
        Write NAME.KIND with a kind of container, pod, volume, network, kube, image, build, artifact.
      error at $.1.name: "a.service" is no quadlet
        Write NAME.KIND with a kind of container, pod, volume, network, kube, image, build, artifact.
      error at $.2.contents: b.volume is empty
        Give sections or contents (only an instance of a template has none).
      error at $.3.contents: sections stand there too
        Give one of the two.
      error at $.3.dropins: "x/y" is no drop-in
        Write a plain file name that ends in .conf.]
    `);
  });
});

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

describe("osProfile", () => {
  it.each(["flatcar", "fedora-coreos", "debian"] as const)("of %s names files and units as systems do", (os) => {
    const { existingFiles, readOnly, units, user } = osProfile(os);
    for (const path of [...existingFiles, ...readOnly]) expect(path).toMatch(/^\/[^/]/u);
    for (const name of units) expect(validateUnitName(name)).toEqual([]);
    expect(user).toMatch(/^(core|root)$/u);
  });
});

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
