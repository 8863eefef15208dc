import { describe, expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { etcd, machines, network, workers, type Allowance, type EtcdOptions } from "../index.ts";

const three = ["10.10.3.100", "10.10.4.100", "10.10.5.100"];
const size = { min: 0, desired: 1, max: 2 };

function ofEtcd(options: Partial<EtcdOptions>) {
  return brokenRules(ofPool({}, { etcd: etcd({ addresses: three, ...options }), pools: {} }));
}
function allowed(allowance: { [Field in keyof Allowance]: unknown }) {
  return brokenRules(ofPool({ allow: [allowance as Allowance] }));
}

describe("members of etcd", () => {
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
    const said = ofEtcd({ addresses }).filter((broken) => !broken.startsWith("member-zones"));
    expect(said).toEqual(isCount ? [] : ["member-count at etcd.addresses"]);
  });

  it.each([
    [["10.10.3.4", "10.10.4.4", "10.10.5.254"], []],
    [
      ["10.10.3.3", "10.10.4.0", "10.10.5.255"],
      [0, 1, 2].map((index) => `address-reserved at etcd.addresses.${index}`),
    ],
    [["10.10.3.4", "10.10.3.5", "10.10.4.4"], ["member-zones at etcd.addresses"]],
    [["10.10.3.4", "10.10.3.5", "10.10.4.4", "10.10.4.5", "10.10.5.4"], []],
    [["10.10.3.4", "10.10.4.4", "10.10.2.4"], ["member-public at etcd.addresses.2"]],
    [["10.10.3.4", "10.10.4.4", "10.10.6.0"], ["address-outside at etcd.addresses.2"]],
    [["10.10.3.4", "10.10.4.4", "10.11.5.4"], ["address-outside at etcd.addresses.2"]],
    [["10.10.3.4", "10.10.4.4", "10.10.5.4x"], ["address-form at etcd.addresses.2"]],
    [["10.10.3.4", "10.10.4.4", "x10.10.5.4"], ["address-form at etcd.addresses.2"]],
    [
      ["10.10.3.4", "10.10.4.4", "10.10.3.4"],
      ["address-duplicate at etcd.addresses.2", "member-zones at etcd.addresses"],
    ],
  ])("at %j: %j", (addresses, broken) => {
    expect(ofEtcd({ addresses })).toEqual(broken);
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
    ["4.6.14", "etcd-version"],
    ["2.6.14", "etcd-version"],
    ["v3.6.14", undefined],
    ["vv3.6.14", "etcd-version"],
    ["3.6", "etcd-version"],
    ["3.6.14-rc", "etcd-version"],
    ["x3.6.14", "etcd-version"],
  ])("of release %s: %s", (version, rule) => {
    expect(ofEtcd({ version })).toEqual(rule === undefined ? [] : [`${rule} at etcd.version`]);
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
    expect(ofEtcd({ repository })).toEqual(isPath ? [] : ["image-repository at etcd.repository"]);
  });
});

describe("pools", () => {
  it.each([
    [0, 0, 0, []],
    [1, 2, 3, []],
    [2, 1, 3, ["size-order at pools.web.size"]],
    [0, 2, 1, ["size-order at pools.web.size"]],
    [-1, 0, 1, ["size-order at pools.web.size"]],
    [0, 0, 5000, []],
    [0, 0, 5001, ["size-quota at pools.web.size.max"]],
  ])("of %i, %i, %i", (min, desired, max, broken) => {
    expect(brokenRules(ofPool({ size: { min, desired, max } }))).toEqual(broken);
  });

  it.each([
    [{ addresses: [] }, ["machine-count at pools.db.addresses"]],
    [{ count: 0, subnets: "private" }, ["machine-count at pools.db.count"]],
    [{ count: 1, subnets: "private" }, []],
    [{ count: 1000, subnets: "private" }, []],
    [{ count: 1001, subnets: "private" }, ["field-type at pools.db.count"]],
    [{ count: 1 }, ["machine-count at pools.db.subnets"]],
    [{ subnets: "private" }, ["machine-count at pools.db"]],
    [{ count: 1, subnets: "private", addresses: ["10.10.3.50"] }, ["machine-count at pools.db"]],
    [{ addresses: ["10.10.3.50"] }, []],
  ])("of machines %j: %j", (places, broken) => {
    expect(brokenRules(ofPool({}, { pools: { db: machines(places as never) } }))).toEqual(broken);
  });

  it.each([
    ["web", []],
    ["own", ["identity-unknown at pools.other.identity"]],
    ["other", ["identity-unknown at pools.other.identity"]],
    ["db", ["identity-unknown at pools.other.identity"]],
  ])("that share the identity of %s", (identity, broken) => {
    const web = workers({ subnets: "private", size });
    const own = workers({ subnets: "private", size, identity: "web" });
    const other = workers({ subnets: "private", size, identity });
    const db = machines({ count: 1, subnets: "private" });
    expect(brokenRules(ofPool({}, { pools: { web, own, other, db } }))).toEqual(broken);
  });
});

describe("what nodes run on", () => {
  it.each([
    ["t3.medium", undefined],
    ["m5.metal", undefined],
    ["m7i.metal-24xl", undefined],
    ["c5.24xlarge", undefined],
    ["t3", "instance-type"],
    ["t3.medium2", "instance-type"],
    [" t3.medium", "instance-type"],
    ["3t.medium", "instance-type"],
    ["t33.medium", "instance-family"],
    ["t4g.medium", "instance-architecture"],
  ])("%s: %s", (instanceType, rule) => {
    const broken = rule === undefined ? [] : [`${rule} at pools.web.instanceType`];
    expect(brokenRules(ofPool({ instanceType }))).toEqual(broken);
  });

  it.each([
    [9, ["volume-size at pools.web.rootVolume"]],
    [10, []],
    [16_384, []],
    [16_385, ["volume-size at pools.web.rootVolume"]],
  ])("a root volume of %i GiB", (rootVolume, broken) => {
    expect(brokenRules(ofPool({ rootVolume }))).toEqual(broken);
  });

  it.each([
    ["ami-01234567", true],
    ["ami-0123456789abcdef0", true],
    ["ami-0123456", false],
    ["ami-012345678", false],
    ["xami-01234567", false],
    ["ami-0123456789abcdef01", false],
  ])("the image %s: %j", (id, isId) => {
    const image = { os: "flatcar", pin: { id } } as const;
    expect(brokenRules(ofPool({ image }))).toEqual(isId ? [] : ["image-id at pools.web.image.pin.id"]);
    expect(brokenRules(ofPool({ image: { os: "flatcar", pin: { release: id } } }))).toEqual([]);
  });

  it.each([
    ["flatcar", "lts", []],
    ["flatcar", "24.04", ["image-channel at pools.web.image.channel"]],
    ["fedora-coreos", "next", []],
    ["ubuntu", "26.04", []],
    ["ubuntu", "22.04", ["image-channel at pools.web.image.channel"]],
    ["amazon-linux", "al2023", []],
  ] as const)("%s of channel %s", (os, channel, broken) => {
    expect(brokenRules(ofPool({ image: { os, channel } }))).toEqual(broken);
  });

  it("Session Manager's agent, but on Fedora CoreOS", () => {
    expect(brokenRules(ofPool({ image: "flatcar", sessionManager: true }))).toEqual([]);
    expect(brokenRules(ofPool({ image: "fedora-coreos", sessionManager: false }))).toEqual([]);
    const warned = ofPool({ image: "fedora-coreos", sessionManager: true });
    expect(brokenRules(warned)).toEqual(["session-agent at pools.web.sessionManager"]);
  });
});

describe("who may reach a role", () => {
  it.each([
    ["ssh", []],
    ["sshh", ["rule-word at pools.web.allow.0.ports"]],
    [0, []],
    [65_535, []],
    [-1, ["port-range at pools.web.allow.0.ports"]],
    [65_536, ["port-range at pools.web.allow.0.ports"]],
    [[80, 80], []],
    [[0, 65_535], []],
    [[81, 80], ["port-range at pools.web.allow.0.ports"]],
    [[-1, 80], ["port-range at pools.web.allow.0.ports"]],
    [[80, 65_536], ["port-range at pools.web.allow.0.ports"]],
  ])("through %j: %j", (ports, broken) => {
    expect(allowed({ ports, from: "network" })).toEqual(broken);
  });

  it.each([
    [{ role: "web" }, []],
    [{ role: "etcd" }, ["role-unknown at pools.web.allow.0.from.role"]],
    [{ cidr: "10.0.0.0/8" }, []],
    [{ cidr: "0.0.0.0/1" }, []],
    [{ cidr: "0.0.0.0/0" }, ["world-open at pools.web.allow.0.from.cidr"]],
    [{ cidr: "10.0.0.0" }, ["cidr-form at pools.web.allow.0.from.cidr"]],
  ])("from %j: %j", (from, broken) => {
    expect(allowed({ ports: 80, from })).toEqual(broken);
  });

  it("knows etcd as a role where there is one", () => {
    const allow = [{ ports: 80, from: { role: "etcd" } }];
    expect(brokenRules(ofPool({ allow }, { etcd: etcd({ addresses: three }) }))).toEqual([]);
  });
});
