import { expect, it } from "vitest";
import { brokenRules, ofNetwork } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

const name = "zone-name at network.zones.0";

it.each([
  [1, []],
  [6, []],
  [0, ["zone-count at network.zones"]],
  [7, ["zone-count at network.zones"]],
  [[], ["zone-count at network.zones"]],
  [["us-west-2a"], []],
  [["us-gov-west-1b"], []],
  [["eusc-de-east-1a"], []],
  [["us-west-2a", "us-west-2b"], []],
  [["us-west-2a", "us-west-2a"], ["zone-duplicate at network.zones.1"]],
  [["us-west-2a", "us-west-1a"], ["zone-region at network.zones"]],
  [["us-west-2"], [name]],
  [["us-west-2ab"], [name]],
  [["xus-west-2a"], [name]],
  [["us-2a"], [name]],
  [["us-west-22a"], [name]],
])("%j: %j", (zones, broken) => {
  expect(brokenRules(ofNetwork({ zones }))).toEqual(broken);
});

faultsOf([
  [
    "no zones",
    ofNetwork({ zones: 0 }),
    `error at fleet.network.zones: a network spans 1 to 6 zones, not 0 [zone-count]
       Give 3, or the names of the zones to use.`,
  ],
  [
    "a zone twice",
    ofNetwork({ zones: ["us-west-2a", "us-west-2a"] }),
    `error at fleet.network.zones.1: zone "us-west-2a" is named twice [zone-duplicate]
       Name each zone once: subnets are dealt over them in turn.`,
  ],
  [
    "zones of two regions, and one that is none",
    ofNetwork({ zones: ["us-west-2a", "eu-west-1b", "nowhere"] }),
    `error at fleet.network.zones.2: "nowhere" is no name of a zone [zone-name]
       Write it as us-west-2a, or give a number of zones.
     error at fleet.network.zones: the zones lie in different regions: us-west-2, eu-west-1 [zone-region]
       A VPC lies in one region: name zones of one, and make a cluster per region.`,
  ],
]);
