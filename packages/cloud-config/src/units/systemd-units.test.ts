import { exec, unit } from "@drydock/systemd";
import { expect, it } from "vitest";
import { mergeCloudConfigs, renderCloudConfig, systemdUnits } from "../index.ts";

it("writes units and drop-ins, then reloads, masks, enables and starts", () => {
  const config = systemdUnits([
    {
      name: "etcd.service",
      enable: true,
      contents: unit("etcd.service", {
        Service: { ExecStart: [exec("/usr/bin/etcd")] },
        Install: { WantedBy: ["multi-user.target"] },
      }),
    },
    { name: "docker.service", dropins: [{ name: "10-log.conf", contents: "[Service]\nRestart=always\n" }] },
    { name: "late.timer", enable: true, start: false },
    { name: "once.service", start: true, contents: "[Service]\nExecStart=/bin/true\n" },
    { name: "apt-daily.timer", mask: true },
  ]);
  expect(renderCloudConfig(mergeCloudConfigs(config, { packages: ["etcd-server"] }), { target: "debian-12" }))
    .toMatchInlineSnapshot(`
    "#cloud-config
    write_files:
      - path: "/etc/systemd/system/etcd.service"
        permissions: "0644"
        content: |
          [Service]
          ExecStart=/usr/bin/etcd

          [Install]
          WantedBy=multi-user.target
      - path: "/etc/systemd/system/docker.service.d/10-log.conf"
        permissions: "0644"
        content: |
          [Service]
          Restart=always
      - path: "/etc/systemd/system/once.service"
        permissions: "0644"
        content: |
          [Service]
          ExecStart=/bin/true
    packages: ["etcd-server"]
    runcmd:
      - ["systemctl", "daemon-reload"]
      - ["systemctl", "mask", "--now", "--", "apt-daily.timer"]
      - ["systemctl", "enable", "--now", "--no-block", "--", "etcd.service"]
      - ["systemctl", "enable", "--", "late.timer"]
      - ["systemctl", "start", "--no-block", "--", "once.service"]
    "
  `);
});

it("is nothing for no units", () => {
  expect(systemdUnits([])).toEqual({});
});

it.each([
  [{ name: "../../x.service" }],
  [{ name: "x" }],
  [{ name: "x.service", dropins: [{ name: "../a.conf", contents: "" }] }],
  [{ name: "x.service", mask: true, enable: true }],
])("refuses %j", (bad) => {
  expect(() => systemdUnits([bad])).toThrow(/in the config/);
});
