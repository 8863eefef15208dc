import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";

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

it("Session Manager's agent, but on Fedora CoreOS", () => {
  expect(brokenRules(ofPool({ image: "flatcar", sessionManager: true }))).toEqual([]);
  expect(brokenRules(ofPool({ image: "fedora-coreos", sessionManager: false }))).toEqual([]);
  const warned = ofPool({ image: "fedora-coreos", sessionManager: true });
  expect(brokenRules(warned)).toEqual(["session-agent at pools.web.sessionManager"]);
});

faultsOf([
  [
    "family for another architecture",
    ofPool({ instanceType: "t4g.medium" }),
    `error at fleet.pools.web.instanceType: t4g.medium has arm64 processors, and the image is for x86_64 [instance-architecture]
       Take another type, or set image.architecture to "arm64".`,
  ],
  [
    "family that does not exist",
    ofPool({ instanceType: "t33.medium", image: { os: "flatcar", architecture: "arm64" } }),
    `error at fleet.pools.web.instanceType: no instance family "t33" is known for arm64 [instance-family]
       Use one of a1, t4g, m6g, m6gd, m7g, m7gd, m8g, m8gd, c6g, c6gd, c6gn, c7g, c7gd, c7gn, c8g, c8gd, c8gn, r6g, r6gd, r7g, r7gd, r8g, r8gd, x2gd, x8g, g5g, hpc7g, i4g, i8g, i8ge, im4gn, is4gen.`,
  ],
  [
    "instance type that is none",
    ofPool({ instanceType: "medium" }),
    `error at fleet.pools.web.instanceType: "medium" is no instance type [instance-type]
       Write family and size, such as t3.medium.`,
  ],
  [
    "root volume too small",
    ofPool({ rootVolume: 4 }),
    `error at fleet.pools.web.rootVolume: a root volume has 10 to 16384 GiB, not 4 [volume-size]
       Give GiB; 30 is enough for most.`,
  ],
  [
    "Session Manager without its agent",
    ofPool({ image: "fedora-coreos", sessionManager: true }),
    `warning at fleet.pools.web.sessionManager: fedora-coreos ships no agent for Session Manager [session-agent]
       Run the agent as a container of the role, or leave sessionManager out.`,
  ],
]);
