import { expect, it } from "vitest";
import { brokenRules, members, ofPool, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { blueprint, etcd, machines, network, workers } from "../index.ts";

const net = network({ cidr: "10.10.0.0/16" });

const web = workers({ subnets: "private", size: { min: 0, desired: 0, max: 0 } });

it.each([
  ["w", []],
  ["a".repeat(24), []],
  ["a-bc-def", []],
  ["a".repeat(25), ["pool-name"]],
  ["1a", ["pool-name"]],
  ["a--b", ["pool-name"]],
  ["a!", ["pool-name"]],
  ["!a", ["pool-name"]],
  ["etcd", ["pool-name-taken"]],
  ["etcd-1", ["pool-name-taken"]],
  ["etcd-12", ["pool-name-taken"]],
  ["my-etcd-1", []],
  ["etcd-1a", []],
])("of the pool %s beside etcd", (name, broken) => {
  const store = etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"] });
  const given = blueprint("fleet", { network: net, etcd: store, pools: { [name]: web } });
  expect(brokenRules(given)).toEqual(broken.map((rule) => `${rule} at pools.${name}`));
});

it.each([["etcd"], ["etcd-1"]])("a pool may be named %s where there is no etcd", (name) => {
  expect(brokenRules(blueprint("fleet", { network: net, pools: { [name]: web } }))).toEqual([]);
});

const size = { min: 0, desired: 1, max: 2 };

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

faultsOf([
  [
    "pool named etcd",
    ofPool({}, { etcd: etcd({ addresses: members }), pools: { etcd: workers({ subnets: "private", size }) } }),
    `error at fleet.pools.etcd: a pool and the members of etcd are both named etcd [pool-name-taken]
       Give the pool another name.`,
  ],
  [
    "pool name that AWS refuses",
    ofPool({}, { pools: { Web_1: workers({ subnets: "private", size }) } }),
    `error at fleet.pools.Web_1: "Web_1" is no name of a pool [pool-name]
       Use 1 to 24 lower-case letters, digits and single hyphens, beginning with a letter.`,
  ],
  [
    "min over desired over max",
    ofPool({ size: { min: 5, desired: 3, max: 2 } }),
    `error at fleet.pools.web.size: sizes grow from min to desired to max, not 5, 3, 2 [size-order]
       Give 0 <= min <= desired <= max, such as { min: 2, desired: 3, max: 5 }.`,
  ],
  [
    "tier that the network lacks",
    ofPool({ subnets: "privat" }),
    `error at fleet.pools.web.subnets: the network has no tier "privat" [tier-unknown]
       Did you mean "private"?`,
  ],
  [
    "identity that no pool has",
    ofPool({ identity: "wbe" }),
    `error at fleet.pools.web.identity: "wbe" is no other pool of workers with an identity of its own [identity-unknown]
       None is declared: declare it first.`,
  ],
  [
    "machines counted twice",
    ofPool(
      {},
      {
        pools: { vault: machines(untyped({ count: 3, addresses: ["10.10.3.50"], subnets: "private" })) },
      },
    ),
    `error at fleet.pools.vault: count and addresses both say how many machines there are [machine-count]
       Give one of the two.`,
  ],
  [
    "machines not counted at all",
    ofPool({}, { pools: { vault: machines(untyped({ subnets: "private" })) } }),
    `error at fleet.pools.vault: neither count nor addresses say how many machines there are [machine-count]
       Give count and subnets, or addresses.`,
  ],
  [
    "more nodes than a network takes",
    ofPool({ size: { min: 0, desired: 0, max: 5001 } }),
    `warning at fleet.pools.web.size.max: 5001 nodes are more than a network takes without higher quotas [size-quota]
       Give the largest number that the pool may really reach.`,
  ],
  [
    "pool named as a member of etcd",
    ofPool({}, { etcd: etcd({ addresses: members }), pools: { "etcd-1": web } }),
    `error at fleet.pools.etcd-1: "etcd-1" is the name of a member of etcd [pool-name-taken]
       Give the pool another name.`,
  ],
  [
    "no machines, by count and by addresses",
    ofPool({}, { pools: { vault: machines({ count: 0, subnets: "private" }), store: machines({ addresses: [] }) } }),
    `error at fleet.pools.vault.count: a number of machines is 1 or more, not 0 [machine-count]
       Give 1 or more, or remove the role.
     error at fleet.pools.store.addresses: no address is given [machine-count]
       Give one per machine, or remove the role.`,
  ],
  [
    "machines of no tier",
    ofPool({}, { pools: { vault: machines(untyped({ count: 1 })) } }),
    `error at fleet.pools.vault.subnets: no tier is named for the machines [machine-count]
       Name the tier whose subnets they are dealt over, such as private.`,
  ],
  [
    "pool where there is no network",
    untyped({ name: "fleet", pools: { web } }),
    `error at fleet.network: nothing stands where network(...) or existingNetwork(...) belongs [shape]
       Make it by network(...) or existingNetwork(...).`,
  ],
  [
    "sizes that fall below nothing",
    ofPool({ size: { min: -1, desired: -2, max: -3 } }),
    `error at fleet.pools.web.size: sizes grow from min to desired to max, not -1, -2, -3 [size-order]
       Give 0 <= min <= desired <= max, such as { min: 0, desired: 0, max: 0 }.`,
  ],
  [
    "identity nearly of a pool",
    ofPool({}, { pools: { web, api: workers({ subnets: "private", size, identity: "wbe" }) } }),
    `error at fleet.pools.api.identity: "wbe" is no other pool of workers with an identity of its own [identity-unknown]
       Did you mean "web"?`,
  ],
]);
