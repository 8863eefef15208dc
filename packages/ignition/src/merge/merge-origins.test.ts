// One file, because it is one merge: what comes of it, and the origin of each of its values.
import { expect, it } from "vitest";
import type { IgnitionConfig } from "../spec/ignition-config.ts";
import { mergeIgnition } from "./merge-ignition.ts";

it("each value has its origin, in Ignition's order: inner values first, the parent before the child", () => {
  const parent: IgnitionConfig = {
    ignition: { version: "3.2.0", proxy: { httpProxy: "http://p" }, timeouts: { httpTotal: 1 } },
    passwd: { users: [{ name: "core", sshAuthorizedKeys: ["a"] }] },
    storage: {
      disks: [
        {
          device: "/dev/sda",
          partitions: [
            { number: 1, label: "one" },
            { label: "two", sizeMiB: 5 },
          ],
        },
      ],
      filesystems: [{ device: "/dev/sdb", options: ["-a"], mountOptions: ["ro"] }],
      luks: [
        { name: "l", clevis: { tpm2: true } },
        { name: "m", clevis: { tang: [{ url: "http://t", thumbprint: "x" }] } },
      ],
      links: [{ path: "/l", target: "/t" }],
    },
  };
  const child: IgnitionConfig = {
    ignition: { version: "3.2.0", proxy: { httpProxy: "", noProxy: ["h"] } },
    passwd: { users: [{ name: "core", sshAuthorizedKeys: ["b"], uid: 0 }] },
    storage: {
      disks: [
        {
          device: "/dev/sda",
          partitions: [
            { label: "two", startMiB: 0 },
            { number: 1, resize: true },
          ],
        },
      ],
      filesystems: [{ device: "/dev/sdb", options: ["-b"], path: "/data" }],
      luks: [{ name: "m", clevis: { custom: { config: "c", pin: "sss" }, threshold: 2 } }],
      links: [{ path: "/l", target: "" }],
    },
  };
  const { config, origins } = mergeIgnition(parent, child);
  expect(config).toMatchInlineSnapshot(`
    {
      "ignition": {
        "proxy": {
          "httpProxy": "",
          "noProxy": [
            "h",
          ],
        },
        "timeouts": {
          "httpTotal": 1,
        },
        "version": "3.2.0",
      },
      "passwd": {
        "users": [
          {
            "name": "core",
            "sshAuthorizedKeys": [
              "a",
              "b",
            ],
            "uid": 0,
          },
        ],
      },
      "storage": {
        "disks": [
          {
            "device": "/dev/sda",
            "partitions": [
              {
                "label": "one",
                "number": 1,
                "resize": true,
              },
              {
                "label": "two",
                "sizeMiB": 5,
                "startMiB": 0,
              },
            ],
          },
        ],
        "filesystems": [
          {
            "device": "/dev/sdb",
            "mountOptions": [
              "ro",
            ],
            "options": [
              "-a",
              "-b",
            ],
            "path": "/data",
          },
        ],
        "links": [
          {
            "path": "/l",
            "target": "",
          },
        ],
        "luks": [
          {
            "clevis": {
              "tpm2": true,
            },
            "name": "l",
          },
          {
            "clevis": {
              "custom": {
                "config": "c",
                "pin": "sss",
              },
              "tang": [
                {
                  "thumbprint": "x",
                  "url": "http://t",
                },
              ],
              "threshold": 2,
            },
            "name": "m",
          },
        ],
      },
    }
  `);
  expect(origins.map(({ side, source, path }) => (source === path ? `${side} ${path}` : `${side} ${source} → ${path}`)))
    .toMatchInlineSnapshot(`
    [
      "child $.ignition.proxy.httpProxy",
      "child $.ignition.proxy.noProxy.0",
      "child $.ignition.proxy.noProxy",
      "parent $.ignition.proxy",
      "child $.ignition.proxy",
      "parent $.ignition.timeouts.httpTotal",
      "parent $.ignition.timeouts",
      "child $.ignition.version",
      "parent $.ignition",
      "child $.ignition",
      "child $.passwd.users.0.name",
      "parent $.passwd.users.0.sshAuthorizedKeys.0",
      "child $.passwd.users.0.sshAuthorizedKeys.0 → $.passwd.users.0.sshAuthorizedKeys.1",
      "parent $.passwd.users.0.sshAuthorizedKeys",
      "child $.passwd.users.0.sshAuthorizedKeys",
      "child $.passwd.users.0.uid",
      "parent $.passwd.users.0",
      "child $.passwd.users.0",
      "parent $.passwd.users",
      "child $.passwd.users",
      "parent $.passwd",
      "child $.passwd",
      "child $.storage.disks.0.device",
      "parent $.storage.disks.0.partitions.0.label",
      "child $.storage.disks.0.partitions.1.number → $.storage.disks.0.partitions.0.number",
      "child $.storage.disks.0.partitions.1.resize → $.storage.disks.0.partitions.0.resize",
      "parent $.storage.disks.0.partitions.0",
      "child $.storage.disks.0.partitions.1 → $.storage.disks.0.partitions.0",
      "child $.storage.disks.0.partitions.0.label → $.storage.disks.0.partitions.1.label",
      "parent $.storage.disks.0.partitions.1.sizeMiB",
      "child $.storage.disks.0.partitions.0.startMiB → $.storage.disks.0.partitions.1.startMiB",
      "parent $.storage.disks.0.partitions.1",
      "child $.storage.disks.0.partitions.0 → $.storage.disks.0.partitions.1",
      "parent $.storage.disks.0.partitions",
      "child $.storage.disks.0.partitions",
      "parent $.storage.disks.0",
      "child $.storage.disks.0",
      "parent $.storage.disks",
      "child $.storage.disks",
      "child $.storage.filesystems.0.device",
      "parent $.storage.filesystems.0.mountOptions.0",
      "parent $.storage.filesystems.0.mountOptions",
      "parent $.storage.filesystems.0.options.0",
      "child $.storage.filesystems.0.options.0 → $.storage.filesystems.0.options.1",
      "parent $.storage.filesystems.0.options",
      "child $.storage.filesystems.0.options",
      "child $.storage.filesystems.0.path",
      "parent $.storage.filesystems.0",
      "child $.storage.filesystems.0",
      "parent $.storage.filesystems",
      "child $.storage.filesystems",
      "child $.storage.links.0.path",
      "parent $.storage.links.0",
      "child $.storage.links.0",
      "parent $.storage.links",
      "child $.storage.links",
      "parent $.storage.luks.0.clevis.tpm2",
      "parent $.storage.luks.0.clevis",
      "parent $.storage.luks.0.name",
      "parent $.storage.luks.0",
      "child $.storage.luks.0.clevis.custom.config → $.storage.luks.1.clevis.custom.config",
      "child $.storage.luks.0.clevis.custom.pin → $.storage.luks.1.clevis.custom.pin",
      "child $.storage.luks.0.clevis.custom → $.storage.luks.1.clevis.custom",
      "parent $.storage.luks.1.clevis.tang.0.thumbprint",
      "parent $.storage.luks.1.clevis.tang.0.url",
      "parent $.storage.luks.1.clevis.tang.0",
      "parent $.storage.luks.1.clevis.tang",
      "child $.storage.luks.0.clevis.threshold → $.storage.luks.1.clevis.threshold",
      "parent $.storage.luks.1.clevis",
      "child $.storage.luks.0.clevis → $.storage.luks.1.clevis",
      "child $.storage.luks.0.name → $.storage.luks.1.name",
      "parent $.storage.luks.1",
      "child $.storage.luks.0 → $.storage.luks.1",
      "parent $.storage.luks",
      "child $.storage.luks",
      "parent $.storage",
      "child $.storage",
    ]
  `);
});

it("what is empty in Ignition's eyes has no origin, wherever it is taken over from", () => {
  const config: IgnitionConfig = {
    ignition: { version: "3.2.0", proxy: {} },
    passwd: { users: [{ name: "a", groups: [], sshAuthorizedKeys: ["key", ""] }] },
    storage: {
      disks: [{ device: "/dev/sda", partitions: [{ number: 0, label: "x" }, { number: 2 }] }],
      files: [{ path: "/a", contents: {}, append: [{}, { source: "data:," }] }],
    },
  };
  const empty: IgnitionConfig = { ignition: { version: "3.2.0" } };
  const places = (side: string, parent: IgnitionConfig, child: IgnitionConfig): string[] =>
    mergeIgnition(parent, child).origins.flatMap((origin) => (origin.side === side ? [origin.path] : []));
  const expected = [
    "$.passwd.users.0.name",
    "$.passwd.users.0.sshAuthorizedKeys.0",
    "$.passwd.users.0.sshAuthorizedKeys",
    "$.passwd.users.0",
    "$.passwd.users",
    "$.passwd",
    "$.storage.disks.0.device",
    "$.storage.disks.0.partitions.0.label",
    "$.storage.disks.0.partitions.0",
    "$.storage.disks.0.partitions.1.number",
    "$.storage.disks.0.partitions.1",
    "$.storage.disks.0.partitions",
    "$.storage.disks.0",
    "$.storage.disks",
    "$.storage.files.0.path",
    "$.storage.files.0.append.1.source",
    "$.storage.files.0.append.1",
    "$.storage.files.0.append",
    "$.storage.files.0",
    "$.storage.files",
    "$.storage",
  ];
  expect(places("parent", config, empty)).toEqual(["$.ignition", ...expected]);
  expect(places("child", empty, config)).toEqual(["$.ignition.version", "$.ignition", ...expected]);
});
