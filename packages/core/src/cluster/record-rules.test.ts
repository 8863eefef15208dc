import { expect, it } from "vitest";
import { brokenRules, members, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { design, etcd, network, workers, type ExposureOptions } from "../index.ts";

const net = network({ cidr: "10.10.0.0/16", dns: "fleet.internal" });
const at = "pools.web.expose";

it.each<readonly [expose: ExposureOptions[], withEtcd: boolean, broken: string[]]>([
  [[{ port: 80 }, { port: 81 }], false, []],
  [
    [
      { port: 80, name: "a", dns: "x" },
      { port: 81, name: "b", dns: "x" },
    ],
    false,
    [`dns-record-taken at ${at}.1.dns`],
  ],
  [
    [
      { port: 80, name: "a", dns: "x" },
      { port: 81, name: "b", dns: "y" },
    ],
    false,
    [],
  ],
  [
    [
      { port: 80, name: "a", dns: "x" },
      { port: 81, name: "b", dns: false },
    ],
    false,
    [],
  ],
  [
    [
      { port: 80, name: "a", dns: false },
      { port: 81, name: "b", dns: false },
    ],
    false,
    [],
  ],
  [
    [
      { port: 80, name: "a", dns: "b" },
      { port: 81, name: "b" },
    ],
    false,
    [`dns-record-taken at ${at}.1`],
  ],
  [
    [
      { port: 80, name: "b" },
      { port: 81, name: "a", dns: "b" },
    ],
    false,
    [`dns-record-taken at ${at}.1.dns`],
  ],
  [
    [
      { port: 80, name: "Web" },
      { port: 81, name: "web" },
    ],
    false,
    [`dns-record-taken at ${at}.1`],
  ],
  [
    [
      { port: 80, name: "b" },
      { port: 81, name: "b" },
    ],
    false,
    [`service-name-taken at ${at}.1`],
  ],
  [[{ port: 80, name: "etcd-1" }], true, [`dns-record-taken at ${at}.0`]],
  [[{ port: 80, name: "etcd-3" }], true, [`dns-record-taken at ${at}.0`]],
  [[{ port: 80, name: "etcd-4" }], true, []],
  [[{ port: 80, name: "etcd" }], true, [`dns-record-taken at ${at}.0`]],
  [[{ port: 80, dns: "etcd" }], true, [`dns-record-taken at ${at}.0.dns`]],
  [[{ port: 80, dns: "etcd.a" }], true, []],
  [
    [
      { port: 80, name: "etcd-1" },
      { port: 81, name: "etcd" },
    ],
    false,
    [],
  ],
])("%j, with etcd: %j: %j", (expose, withEtcd, broken) => {
  const parts = { network: net, ...(withEtcd && { etcd: etcd({ addresses: members }) }) };
  expect(brokenRules(ofPool({ expose }, parts))).toEqual(broken);
  // Without a zone there are no records.
  if (broken[0]?.startsWith("dns") === true && expose.every(({ dns }) => dns === undefined)) {
    expect(brokenRules(ofPool({ expose }, { ...parts, network: network({ cidr: "10.10.0.0/16" }) }))).toEqual([]);
  }
});

it("says once that a pool has the name of a member", () => {
  const pool = workers({ subnets: "private", size: { min: 1, desired: 1, max: 1 }, expose: [{ port: 80 }] });
  const given = ofPool({}, { network: net, etcd: etcd({ addresses: members }), pools: { "etcd-1": pool } });
  expect(brokenRules(given)).toEqual(["pool-name-taken at pools.etcd-1"]);
});

it("names records in lower case", () => {
  const { dns, outputs } = design(ofPool({ expose: [{ port: 80, name: "Web-Api" }] }, { network: net }));
  expect(dns?.records.map(({ name }) => name)).toEqual(["web-api.fleet.internal"]);
  expect(outputs.services["Web-Api"]?.dns).toBe("web-api.fleet.internal");
});

faultsOf([
  [
    "two records of one name",
    ofPool(
      {
        expose: [
          { port: 80, name: "a", balancer: "a", dns: "x" },
          { port: 81, name: "b", balancer: "b", dns: "x" },
          { port: 82, name: "etcd-2", balancer: "c" },
        ],
      },
      { network: net, etcd: etcd({ addresses: members }) },
    ),
    `error at fleet.pools.web.expose.1.dns: "x.fleet.internal" is the record of pools.web.expose.0 already [dns-record-taken]
       Set dns of one of them to another label, or to false.
     error at fleet.pools.web.expose.2: "etcd-2.fleet.internal" is the record of etcd.addresses.1 already [dns-record-taken]
       Set dns of one of them to another label, or to false.`,
  ],
]);
