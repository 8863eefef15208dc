import { expect, it } from "vitest";
import { brokenRules, members, ofEtcd, ofPool, untyped } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, machines, network, workers } from "../index.ts";

const web = workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 } });

it.each([
  [["10.10.3.4", "10.10.4.4", "10.10.5.254"], []],
  [["10.10.3.3", "10.10.4.0", "10.10.5.255"], [0, 1, 2].map((index) => `address-reserved at etcd.addresses.${index}`)],
  [["10.10.3.4", "10.10.4.4", "10.10.6.0"], ["address-subnet at etcd.addresses.2"]],
  [["10.10.3.4", "10.10.4.4", "10.11.5.4"], ["address-outside at etcd.addresses.2"]],
  [["10.10.3.4", "10.10.4.4", "10.10.5.4x"], ["address-form at etcd.addresses.2"]],
  [["10.10.3.4", "10.10.4.4", "x10.10.5.4"], ["address-form at etcd.addresses.2"]],
  [
    ["10.10.3.4", "10.10.4.4", "10.10.3.4"],
    ["address-duplicate at etcd.addresses.2", "member-zones at etcd.addresses"],
  ],
])("at %j: %j", (addresses, broken) => {
  expect(brokenRules(ofEtcd({ addresses }))).toEqual(broken);
});

faultsOf([
  [
    "address that is none",
    ofEtcd({ addresses: ["10.10.3.100", "10.10.4.256", "10.10.5.100"] }),
    `error at fleet.etcd.addresses.1: "10.10.4.256" is no IPv4 address [address-form]
       Write four numbers from 0 to 255, such as 10.10.3.100.`,
  ],
  [
    "address twice",
    ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.3.100"] }),
    `error at fleet.etcd.addresses.2: 10.10.3.100 is taken by etcd.addresses.0 [address-duplicate]
       Give each node an address of its own.
     warning at fleet.etcd.addresses: 2 of 3 members stand in one zone, and etcd stops when it is lost [member-zones]
       Spread the addresses over subnets of different zones.`,
  ],
  [
    "address in no subnet",
    ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.6.100"] }),
    `error at fleet.etcd.addresses.2: 10.10.6.100 lies in no subnet [address-subnet]
       Take an address of one of: public-1 10.10.0.0/24, public-2 10.10.1.0/24, public-3 10.10.2.0/24, private-1 10.10.3.0/24, private-2 10.10.4.0/24, private-3 10.10.5.0/24.`,
  ],
  [
    "address outside the network",
    ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.20.5.100"] }),
    `error at fleet.etcd.addresses.2: 10.20.5.100 lies outside the network's 10.10.0.0/16 [address-outside]
       Take an address of one of: public-1 10.10.0.0/24, public-2 10.10.1.0/24, public-3 10.10.2.0/24, private-1 10.10.3.0/24, private-2 10.10.4.0/24, private-3 10.10.5.0/24.`,
  ],
  [
    "addresses that AWS reserves",
    ofEtcd({ addresses: ["10.10.3.3", "10.10.4.255", "10.10.5.100"] }),
    `error at fleet.etcd.addresses.0: 10.10.3.3 belongs to AWS: the first four addresses of private-1, 10.10.3.0/24, and its last [address-reserved]
       Take another address of that subnet.
     error at fleet.etcd.addresses.1: 10.10.4.255 belongs to AWS: the first four addresses of private-2, 10.10.4.0/24, and its last [address-reserved]
       Take another address of that subnet.`,
  ],
  [
    "address of a machine that a member has",
    ofPool({}, { etcd: etcd({ addresses: members }), pools: { vault: machines({ addresses: ["10.10.4.100"] }) } }),
    `error at fleet.pools.vault.addresses.0: 10.10.4.100 is taken by etcd.addresses.1 [address-duplicate]
       Give each node an address of its own.`,
  ],
  [
    "addresses in a network whose range is none",
    ofPool({}, { network: network({ cidr: "10.10.0.0" }), etcd: etcd({ addresses: members }), pools: {} }),
    `error at fleet.network.cidr: "10.10.0.0" is no IPv4 range [cidr-form]
       Write it as address/prefix, such as 10.10.0.0/16.`,
  ],
  [
    "addresses where there is no network",
    untyped({ name: "fleet", etcd: etcd({ addresses: members }) }),
    `error at fleet.network: nothing stands where network(...) or existingNetwork(...) belongs [shape]
       Make it by network(...) or existingNetwork(...).`,
  ],
  ["nodes without fixed addresses", ofPool({}, { pools: { web, db: machines({ count: 1, subnets: "private" }) } }), ``],
]);
