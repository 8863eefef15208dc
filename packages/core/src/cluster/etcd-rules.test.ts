import { expect, it } from "vitest";
import { brokenRules, ofEtcd, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, network } from "../index.ts";

it.each([
  [0, false],
  [1, true],
  [2, false],
  [3, true],
  [4, false],
  [5, true],
  [7, true],
  [8, false],
  [9, true],
  [10, false],
  [11, false],
])("%i of them: %j", (count, isCount) => {
  const addresses = Array.from({ length: count }, (_, index) => `10.10.${3 + (index % 3)}.${100 + index}`);
  const said = brokenRules(ofEtcd({ addresses })).filter((broken) => !broken.startsWith("member-zones"));
  expect(said).toEqual(isCount ? [] : ["member-count at etcd.addresses"]);
});

it.each([
  [["10.10.3.4"], []],
  [["10.10.3.4", "10.10.3.5", "10.10.4.4"], ["member-zones at etcd.addresses"]],
  [["10.10.3.4", "10.10.3.5", "10.10.6.4"], ["address-subnet at etcd.addresses.2"]],
  [["10.10.0.4", "10.10.1.4", "10.10.5.4"], ["member-public at etcd.addresses.0"]],
  [["10.10.3.4", "10.10.3.5", "10.10.4.4", "10.10.4.5", "10.10.5.4"], []],
  [["10.10.3.4", "10.10.4.4", "10.10.2.4"], ["member-public at etcd.addresses.2"]],
])("at %j: %j", (addresses, broken) => {
  expect(brokenRules(ofEtcd({ addresses }))).toEqual(broken);
});

it("in two zones are not told to take three", () => {
  const addresses = ["10.10.2.100", "10.10.2.101", "10.10.3.100"];
  const net = network({ cidr: "10.10.0.0/16", zones: 2 });
  expect(brokenRules(ofPool({}, { network: net, etcd: etcd({ addresses }), pools: {} }))).toEqual([]);
});

it.each([
  ["3.4.99", "etcd-version"],
  ["3.5.0", "etcd-outdated"],
  ["3.5.99", "etcd-outdated"],
  ["3.6.13", "etcd-outdated"],
  ["3.6.14", undefined],
  ["3.7.0", "etcd-outdated"],
  ["3.7.1", undefined],
  ["3.8.0", undefined],
  ["3.10.0", undefined],
  ["3.16.1", undefined],
  ["33.6.14", "etcd-version"],
  ["4.6.14", "etcd-version"],
  ["2.6.14", "etcd-version"],
  ["v3.6.14", undefined],
  ["vv3.6.14", "etcd-version"],
  ["3.6", "etcd-version"],
  ["3.6.14-rc", "etcd-version"],
  ["x3.6.14", "etcd-version"],
])("of release %s: %s", (version, rule) => {
  expect(brokenRules(ofEtcd({ version }))).toEqual(rule === undefined ? [] : [`${rule} at etcd.version`]);
});

it.each([
  ["quay.io/coreos/etcd", true],
  ["registry.local:5000/etcd", true],
  ["etcd", false],
  ["quay.io/coreos/etcd:v3", false],
  ["quay.io/", false],
  ["Quay.io/etcd", false],
  ["!quay.io/etcd", false],
  ["quay.io:x/etcd", false],
])("from the image %s: %j", (repository, isPath) => {
  expect(brokenRules(ofEtcd({ repository }))).toEqual(isPath ? [] : ["image-repository at etcd.repository"]);
});

faultsOf([
  [
    "even number of members",
    ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100"] }),
    `error at fleet.etcd.addresses: etcd has an even number of members, 2 [member-count]
       Give 1 or 3: 2 members survive no more failures than 1.`,
  ],
  [
    "no members",
    ofEtcd({ addresses: [] }),
    `error at fleet.etcd.addresses: etcd has no members [member-count]
       Give 3 addresses, each in another zone.`,
  ],
  [
    "members in one zone",
    ofEtcd({ addresses: ["10.10.3.100", "10.10.3.101", "10.10.5.100"] }),
    `warning at fleet.etcd.addresses: 2 of 3 members stand in one zone, and etcd stops when it is lost [member-zones]
       Spread the addresses over subnets of different zones.`,
  ],
  [
    "member in a public subnet",
    ofEtcd({ addresses: ["10.10.0.100", "10.10.4.100", "10.10.5.100"] }),
    `warning at fleet.etcd.addresses.0: 10.10.0.100 lies in the public subnet public-1 [member-public]
       Put members into private subnets; what must reach etcd from outside goes through a balancer.`,
  ],
  [
    "etcd that is not supported",
    ofEtcd({ version: "3.4.23" }),
    `error at fleet.etcd.version: etcd 3.4.23 is not supported [etcd-version]
       Take 3.6.14 or 3.7.1.`,
  ],
  [
    "etcd with known faults",
    ofEtcd({ version: "v3.5.16" }),
    `warning at fleet.etcd.version: etcd 3.5.16 has known faults in authentication and TLS [etcd-outdated]
       Take 3.6.14 or 3.7.1, one minor version at a time where data exists.`,
  ],
  [
    "image with a tag",
    ofEtcd({ repository: "quay.io/coreos/etcd:v3" }),
    `error at fleet.etcd.repository: "quay.io/coreos/etcd:v3" is no path of a container image [image-repository]
       Write registry and path without a tag, such as quay.io/coreos/etcd.`,
  ],
  [
    "more members than nine",
    ofEtcd({ addresses: Array.from({ length: 11 }, (_, index) => `10.10.${3 + (index % 3)}.${100 + index}`) }),
    `error at fleet.etcd.addresses: etcd has 11 members, and more than 9 slow every write [member-count]
       Give 9 at most; 5 survive two failures and are enough for most.`,
  ],
  [
    "version that is no release",
    ofEtcd({ version: "3.6" }),
    `error at fleet.etcd.version: "3.6" is no release of etcd [etcd-version]
       Write it as 3.6.14.`,
  ],
  [
    "release of another major version",
    ofEtcd({ version: "33.6.14" }),
    `error at fleet.etcd.version: etcd 33.6.14 is not supported [etcd-version]
       Take 3.6.14 or 3.7.1.`,
  ],
]);
