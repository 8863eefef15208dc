import { expect, it } from "vitest";
import { brokenRules, members, ofPool } from "../../test/broken-rules.ts";
import { etcd, machines, network, workers } from "../index.ts";

const updates = { strategy: "reboot", window: { start: "05:30", minutes: 721 } } as const;

it("lists what is wrong with roles rule by rule, whatever keeps their nodes alive", () => {
  const faults = {
    metadata: { Name: "a" },
    rootVolume: 9,
    sessionManager: true,
    expose: [{ port: 0, targetPort: 80, name: "a!" }],
    allow: [{ ports: 80, from: { role: "none" } }],
    publicKey: "none",
    updates: { strategy: "reboot", window: { start: "5:30", minutes: 60 } },
    files: [{ path: "etc/a", text: "" }],
  } as const;
  const net = network({ cidr: "10.10.0.0/16", nat: "none" });
  const web = workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 }, ...faults });
  const db = machines({ count: 1, subnets: "private", volume: { size: 0 } });
  const given = ofPool(
    {},
    { network: net, etcd: etcd({ addresses: members, volume: { size: 0 } }), pools: { web, db } },
  );
  expect(brokenRules(given)).toEqual([
    "tag-reserved at pools.web.metadata.Name",
    "volume-size at pools.web.rootVolume",
    "volume-size at etcd.volume.size",
    "volume-size at pools.db.volume.size",
    "no-way-out at etcd",
    "no-way-out at pools.web",
    "no-way-out at pools.db",
    "port-range at pools.web.expose.0.port",
    "balancer-name at pools.web.expose.0",
    "role-unknown at pools.web.allow.0.from.role",
    "key-form at pools.web.publicKey",
    "window-start at pools.web.updates.window.start",
    "file-path at pools.web.files.0.path",
  ]);
});

it("lets nodes of a group share a window, and members and machines take turns", () => {
  const size = { min: 0, desired: 2, max: 2 };
  const given = ofPool(
    {},
    {
      etcd: etcd({ addresses: members, updates }),
      pools: {
        web: workers({ subnets: "private", size, updates }),
        one: machines({ count: 1, subnets: "private", updates }),
        two: machines({ count: 2, subnets: "private", updates }),
        placed: machines({ addresses: ["10.10.3.50", "10.10.4.50"], updates }),
      },
    },
  );
  expect(brokenRules(given)).toEqual(
    ["etcd", "pools.two", "pools.placed"].map((role) => `window-length at ${role}.updates.window.minutes`),
  );
});
