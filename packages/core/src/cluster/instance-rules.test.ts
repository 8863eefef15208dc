import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { validateBlueprint } from "../index.ts";

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
  ["u7i-12tb.224xlarge", undefined],
  ["u-6tb1.112xlarge", undefined],
  ["r8gn.large", "instance-architecture"],
  ["c8gb.large", "instance-architecture"],
  ["m9i.large", "instance-family"],
  ["p9.large", "instance-family"],
])("%s: %s", (instanceType, rule) => {
  const broken = rule === undefined ? [] : [`${rule} at pools.web.instanceType`];
  expect(brokenRules(ofPool({ instanceType }))).toEqual(broken);
});

it.each([
  ["r8gn.large", []],
  ["c8gb.large", []],
  ["g4ad.xlarge", ["instance-architecture at pools.web.instanceType"]],
  ["m9g.large", []],
  ["m9i.large", ["instance-architecture at pools.web.instanceType"]],
])("on arm64, %s: %j", (instanceType, errors) => {
  const given = ofPool({ instanceType, image: { os: "flatcar", architecture: "arm64" } });
  const found = validateBlueprint(given).filter(({ severity }) => severity === "error");
  expect(found.map(({ rule, path }) => `${rule} at ${path.replace("fleet.", "")}`)).toEqual(errors);
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
    `warning at fleet.pools.web.instanceType: no instance family "t33" is known for arm64; a newer one may be [instance-family]
       See that AWS has it, and with those processors.`,
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
