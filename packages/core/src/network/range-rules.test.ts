import { expect, it } from "vitest";
import { brokenRules, ofNetwork } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

const size = "vpc-size at network.cidr";

const form = ["cidr-form at network.cidr"];

it.each([
  ["10.10.0.0/16", {}, []],
  ["10.10.0.0/15", { newBits: 9 }, [size]],
  ["10.10.0.0/28", { newBits: 0, zones: 1, tiers: { public: {} }, nat: "none" }, []],
  ["10.10.0.0/29", { newBits: 0, zones: 1, tiers: { public: {} }, nat: "none" }, [size]],
  ["x10.10.0.0/16", {}, form],
  ["10.10.0.0/16x", {}, form],
  ["10.10.0.0/33", {}, form],
  ["10.10.0.0/160", {}, form],
  ["10.10.0/16", {}, form],
  ["10.256.0.0/16", {}, form],
  ["10.10.0.1/16", {}, ["cidr-host-bits at network.cidr"]],
  ["172.16.0.0/16", {}, []],
  ["172.31.0.0/16", {}, []],
  ["172.32.0.0/16", {}, ["vpc-public-range at network.cidr"]],
  ["100.64.0.0/16", {}, []],
  ["100.127.0.0/16", {}, []],
  ["100.128.0.0/16", {}, ["vpc-public-range at network.cidr"]],
  ["192.168.0.0/16", {}, []],
  ["192.167.0.0/16", {}, ["vpc-public-range at network.cidr"]],
  ["172.17.0.0/16", {}, ["docker-range at network.cidr"]],
  ["172.17.255.0/24", { newBits: 4 }, ["docker-range at network.cidr"]],
  ["172.18.0.0/16", {}, []],
] as const)("%s with %j: %j", (cidr, options, broken) => {
  expect(brokenRules(ofNetwork({ cidr, ...options }))).toEqual(broken);
});

faultsOf([
  [
    "range that is no CIDR",
    ofNetwork({ cidr: "10.10.0.0" }),
    `error at fleet.network.cidr: "10.10.0.0" is no IPv4 range [cidr-form]
       Write it as address/prefix, such as 10.10.0.0/16.`,
  ],
  [
    "range with stray bits",
    ofNetwork({ cidr: "10.10.1.0/16" }),
    `error at fleet.network.cidr: "10.10.1.0/16" has bits set after its prefix [cidr-host-bits]
       Write 10.10.0.0/16: AWS would silently change it to that.`,
  ],
  [
    "range too large for a VPC",
    ofNetwork({ cidr: "10.0.0.0/8", newBits: 16 }),
    `error at fleet.network.cidr: a VPC is /16 to /28, "10.0.0.0/8" is /8 [vpc-size]
       Take a smaller range, such as 10.10.0.0/16.`,
  ],
  [
    "public range",
    ofNetwork({ cidr: "52.10.0.0/16" }),
    `warning at fleet.network.cidr: "52.10.0.0/16" is not a private range: nodes could not reach the owners of those addresses [vpc-public-range]
       Take a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.`,
  ],
  [
    "range over docker's bridge",
    ofNetwork({ cidr: "172.17.0.0/16" }),
    `warning at fleet.network.cidr: "172.17.0.0/16" overlaps 172.17.0.0/16, the bridge that docker makes on every node [docker-range]
       Take a range outside 172.17.0.0/16, or give docker another bridge.`,
  ],
  [
    "range too small for a VPC",
    ofNetwork({ cidr: "10.10.0.0/29", newBits: 0, zones: 1, tiers: { public: {} }, nat: "none" }),
    `error at fleet.network.cidr: a VPC is /16 to /28, "10.10.0.0/29" is /29 [vpc-size]
       Take a larger range: subnets alone need /28 each.`,
  ],
]);
