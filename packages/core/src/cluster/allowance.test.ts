import { expect, it } from "vitest";
import { brokenRules, members, ofPool, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, type Allowance } from "../index.ts";

function allowed(allowance: { [Field in keyof Allowance]: unknown }) {
  return brokenRules(ofPool({ allow: [allowance as Allowance] }));
}

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
  [{ cidr: "0.0.0.0/1" }, ["world-open at pools.web.allow.0.from.cidr"]],
  [{ cidr: "128.0.0.0/1" }, ["world-open at pools.web.allow.0.from.cidr"]],
  [{ cidr: "8.0.0.0/7" }, ["world-open at pools.web.allow.0.from.cidr"]],
  [{ cidr: "0.0.0.0/0" }, ["world-open at pools.web.allow.0.from.cidr"]],
  [{ cidr: "10.0.0.0" }, ["cidr-form at pools.web.allow.0.from.cidr"]],
])("from %j: %j", (from, broken) => {
  expect(allowed({ ports: 80, from })).toEqual(broken);
});

it.each([
  ["http", undefined, true],
  ["http", "tcp", true],
  ["http", "udp", false],
  ["all-udp", "udp", true],
  ["all-udp", "tcp", false],
  ["all-traffic", "tcp", false],
  ["all-icmp", "udp", false],
  [80, "udp", true],
])("through %j with protocol %s: %j", (ports, protocol, isTaken) => {
  const broken = isTaken ? [] : ["rule-protocol at pools.web.allow.0.protocol"];
  expect(allowed({ ports, from: "network", ...(protocol !== undefined && { protocol }) })).toEqual(broken);
});

it("knows etcd as a role where there is one", () => {
  const allow = [{ ports: 80, from: { role: "etcd" } }];
  expect(brokenRules(ofPool({ allow }, { etcd: etcd({ addresses: members }) }))).toEqual([]);
});

faultsOf([
  [
    "nodes open to the world",
    ofPool({ allow: [{ ports: "ssh", from: { cidr: "0.0.0.0/0" } }] }),
    `error at fleet.pools.web.allow.0.from.cidr: 0.0.0.0/0 opens the nodes to the world [world-open]
       Expose the port through a balancer; people reach nodes by Session Manager.`,
  ],
  [
    "word and role that do not exist",
    ofPool({ allow: [untyped({ ports: "sshh", from: { role: "intrnal" } })] }),
    `error at fleet.pools.web.allow.0.ports: the rule catalogue has no word "sshh" [rule-word]
       Did you mean "ssh"? Ports can be numbers, too.
     error at fleet.pools.web.allow.0.from.role: there is no role "intrnal" [role-unknown]
       Use one of web.`,
  ],
  [
    "ports in the wrong order",
    ofPool({ allow: [{ ports: [81, 80], from: "network" }] }),
    `error at fleet.pools.web.allow.0.ports: 81 to 80 is no range of ports [port-range]
       Give 0 to 65535, the lower one first.`,
  ],
  [
    "nodes open to half of the world, and a word with another protocol",
    ofPool({
      allow: [
        { ports: 22, from: { cidr: "128.0.0.0/1" } },
        { ports: "http", protocol: "udp", from: "network" },
      ],
    }),
    `error at fleet.pools.web.allow.0.from.cidr: 128.0.0.0/1 opens the nodes to 1/2 of the world [world-open]
       Expose the port through a balancer; people reach nodes by Session Manager.
     error at fleet.pools.web.allow.1.protocol: "http" stands for tcp, and protocol says udp [rule-protocol]
       Remove protocol, which a word brings along, or give the ports as numbers.`,
  ],
]);
