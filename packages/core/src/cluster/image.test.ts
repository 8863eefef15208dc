import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

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

faultsOf([
  [
    "channel that does not exist",
    ofPool({ image: { os: "flatcar", channel: "stabel" } }),
    `error at fleet.pools.web.image.channel: flatcar has no channel "stabel" [image-channel]
       Did you mean "stable"?`,
  ],
  [
    "image that is none",
    ofPool({ image: { os: "flatcar", pin: { id: "ami-1" } } }),
    `error at fleet.pools.web.image.pin.id: "ami-1" is no id of an image [image-id]
       Write it as ami-0123456789abcdef0.`,
  ],
]);
