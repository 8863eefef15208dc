import { ofPool, untyped } from "../test/broken-rules.ts";
import { faultsOf } from "../test/faults-of.ts";
import { blueprint, etcd, existingNetwork, network, secret, workers } from "./index.ts";

/** What no record keeps under an assignment: an entry of its own by the name `__proto__`. */
function lost<Entry>(entry: Entry): Record<string, Entry> {
  return Object.fromEntries([["__proto__", entry]]);
}

const promise = Promise.resolve("10.10.0.0/16");

const web = workers({ subnets: "private", size: { min: 0, desired: 1, max: 2 } });

faultsOf([
  [
    "pools and secrets of a name that a record would lose",
    ofPool({}, { pools: lost(web), secrets: lost(secret.generated()) }),
    `error at fleet.pools.__proto__: "__proto__" is no name of a pool [pool-name]
       Use 1 to 24 lower-case letters, digits and single hyphens, beginning with a letter.
     error at fleet.secrets.__proto__: "__proto__" is no name of a secret [secret-name]
       Use 1 to 64 letters, digits and _+=.@-, beginning with a letter, and no hyphen before the last six: AWS adds such an ending itself.
     warning at fleet.secrets.__proto__: secret "__proto__" is declared and no role receives it [secret-unused]
       Name it under secrets of a role, or remove it.`,
  ],
  [
    "a use of a secret of such a name",
    ofPool({ secrets: lost("/etc/token") }),
    `error at fleet.pools.web.secrets.__proto__: "__proto__" is no name of a secret here [secret-name]
       Name a secret that the blueprint declares.`,
  ],
  [
    "promises in the place of values, whole and inside",
    blueprint("fleet", {
      network: network(untyped({ cidr: promise, zones: [promise], tiers: promise })),
      etcd: untyped(promise),
      pools: {
        web: workers(
          untyped({
            subnets: "private",
            size: promise,
            image: promise,
            metadata: promise,
            secrets: { token: promise },
            units: [promise],
          }),
        ),
      },
      secrets: { token: untyped(promise) },
      tags: untyped({ team: promise }),
    }),
    `error at fleet.network.cidr: a promise is not a text [field-type]
       Await it, and give a text.
     error at fleet.network.zones.0: a promise is not a text [field-type]
       Await it, and give a text.
     error at fleet.network.tiers: a promise is not a list [field-type]
       Await it, and give a list.
     error at fleet.etcd: a promise stands where etcd(...) belongs [shape]
       Make it by etcd(...).
     error at fleet.pools.web.size: a promise is not an object [field-type]
       Await it, and give an object.
     error at fleet.pools.web.image: a promise is not an object [field-type]
       Await it, and give an object.
     error at fleet.pools.web.metadata: a promise is not an object [field-type]
       Await it, and give an object.
     error at fleet.pools.web.secrets.token: a promise is not an object [field-type]
       Await it, and give an object.
     error at fleet.pools.web.units.0.unit: a promise is not an object [field-type]
       Await it, and give an object.
     error at fleet.secrets.token: a promise stands where secret.text(...) and its like belongs [shape]
       Make it by secret.text(...) and its like.
     error at fleet.tags.team: a promise is not a text [field-type]
       Await it, and give a text.`,
  ],
  [
    "promises that stand for tags and for the subnets of an existing network",
    blueprint("fleet", {
      network: existingNetwork(
        untyped({ vpcId: "vpc-0123456789abcdef0", cidr: "10.0.0.0/16", subnets: { a: promise, b: [promise] } }),
      ),
      tags: untyped(promise),
    }),
    `error at fleet.network.subnets.a: a promise is not a list [field-type]
       Await it, and give a list.
     error at fleet.tags: a promise is not an object [field-type]
       Await it, and give an object.`,
  ],
  [
    "values of the wrong type",
    blueprint("fleet", {
      network: network(untyped({ cidr: 10, zones: "three", nat: "always" })),
      etcd: etcd(untyped({ addresses: "10.10.3.100", tsl: "mutual" })),
      pools: { web: workers(untyped({ subnets: "private" })), api: untyped({ size: { min: 0, desired: 1, max: 2 } }) },
    }),
    `error at fleet.network.cidr: 10 is not a text [field-type]
       Give a text.
     error at fleet.network.zones: "three" is not a number or a list [field-type]
       Give a number or a list.
     error at fleet.network.nat: "always" is not one of per-zone, single, none [field-type]
       Give one of per-zone, single, none.
     error at fleet.etcd.addresses: "10.10.3.100" is not a list [field-type]
       Give a list.
     error at fleet.etcd.tsl: there is no field "tsl" [field-unknown]
       Did you mean "tls"?
     error at fleet.pools.web.size: nothing is given [field-missing]
       Give an object.
     error at fleet.pools.api: an object stands where workers(...) or machines(...) belongs [shape]
       Make it by workers(...) or machines(...).`,
  ],
  [
    "values of the wrong type where several forms are taken, inside what is written by name",
    blueprint("fleet", {
      network: network(untyped({ cidr: "10.10.0.0/16", zones: [1], tiers: { public: { newBits: "8" }, edge: 7 } })),
      etcd: etcd(untyped({ addresses: ["10.10.3.100"], volume: { size: "20" } })),
      pools: {
        web: workers(
          untyped({
            subnets: "private",
            size: { min: 0, desired: 1, max: 2 },
            image: { os: "flatcar", pin: { relaese: "4593.2.0" } },
            allow: [
              { ports: [1, "2"], from: "network" },
              { ports: true, from: "world" },
            ],
            updates: { strategy: "of" },
          }),
        ),
      },
      secrets: {
        token: untyped(secret.generated(untyped({ length: "40" }))),
        key: secret.text(untyped({ fromEnv: 5 })),
      },
    }),
    `error at fleet.network.zones.0: 1 is not a text [field-type]
       Give a text.
     error at fleet.network.tiers.public.newBits: "8" is not a number [field-type]
       Give a number.
     error at fleet.network.tiers.edge: 7 is not an object [field-type]
       Give an object.
     error at fleet.etcd.volume.size: "20" is not a number [field-type]
       Give a number.
     error at fleet.pools.web.image.pin.relaese: there is no field "relaese" [field-unknown]
       Did you mean "release"?
     error at fleet.pools.web.allow.0.ports.1: "2" is not a number [field-type]
       Give a number.
     error at fleet.pools.web.allow.1.ports: true is not a text or a number or a list [field-type]
       Give a text or a number or a list.
     error at fleet.pools.web.allow.1.from: "world" is not an object or "network" [field-type]
       Give an object or "network".
     error at fleet.pools.web.updates.strategy: "of" is not one of off, reboot [field-type]
       Give one of off, reboot.
     error at fleet.secrets.token.length: "40" is not a number [field-type]
       Give a number.
     error at fleet.secrets.key.fromEnv: 5 is not a text [field-type]
       Give a text.`,
  ],
  [
    "values that have the form of none, or of two",
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16" }),
      pools: {
        web: workers(
          untyped({
            subnets: "private",
            size: { min: 0, desired: 1, max: Infinity },
            image: { os: "flatcar", pin: { id: "ami-01234567", release: "4593.2.0" } },
            rootVolume: 30.5,
            allow: [
              { ports: 80, from: { role: "web", cidr: "10.0.0.0/8" } },
              { ports: 80, from: {} },
            ],
          }),
        ),
        api: workers(
          untyped({ subnets: "private", size: { min: 0, desired: 1, max: 1 }, image: { os: "flatcar", pin: {} } }),
        ),
      },
    }),
    `error at fleet.pools.web.size.max: Infinity is not a whole number [field-type]
       Give a whole number.
     error at fleet.pools.web.image.pin: an object { id, release } is not an object { release } or an object { id } [field-type]
       Give an object { release } or an object { id }.
     error at fleet.pools.web.rootVolume: 30.5 is not a whole number [field-type]
       Give a whole number.
     error at fleet.pools.web.allow.0.from: an object { role, cidr } is not an object { role } or an object { cidr } or "network" [field-type]
       Give an object { role } or an object { cidr } or "network".
     error at fleet.pools.web.allow.1.from: an empty object is not an object { role } or an object { cidr } or "network" [field-type]
       Give an object { role } or an object { cidr } or "network".
     error at fleet.pools.api.image.pin: an empty object is not an object { release } or an object { id } [field-type]
       Give an object { release } or an object { id }.`,
  ],
  [
    "subnets of a standing network that are no lists, or no subnets",
    blueprint("fleet", {
      network: existingNetwork(
        untyped({
          vpcId: "vpc-0123456789abcdef0",
          cidr: "10.0.0.0/16",
          subnets: {
            public: { id: "subnet-1" },
            private: [{ id: "subnet-2", cidr: "10.0.1.0/24", zone: 5 }, "subnet-3"],
          },
        }),
      ),
    }),
    `error at fleet.network.subnets.public: an object is not a list [field-type]
       Give a list.`,
  ],
  [
    "parts unknown and missing",
    untyped({ name: "fleet", netwrok: network({ cidr: "10.10.0.0/16" }), pools: [] }),
    `error at fleet.netwrok: a blueprint has no part "netwrok" [part-unknown]
       Did you mean "network"?
     error at fleet.network: nothing stands where network(...) or existingNetwork(...) belongs [shape]
       Make it by network(...) or existingNetwork(...).
     error at fleet.pools: a list stands where an object by name belongs [shape]
       Write pools: { name: ... }.`,
  ],
]);
