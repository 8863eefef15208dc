import { describe, expect, it } from "vitest";
import { illegalPlacement, matchGlob, parseUnit, validateUnit, xFleet, type FleetPlacement } from "../index.ts";

const nowhere: FleetPlacement = {
  global: false,
  peers: [],
  metadata: [],
  conflicts: [],
  replaces: [],
};

describe("xFleet", () => {
  it("reads what fleet read, deprecated keys and specifiers included", () => {
    const text = [
      "[Service]",
      "ExecStart=/bin/true",
      "[X-Fleet]",
      "MachineOf=%p-data@%i.service",
      'MachineMetadata="role=web" "zone=a"',
      "MachineMetadata=role=db",
      "X-ConditionMachineMetadata=disk=ssd",
      "MachineMetadata=broken",
      "Conflicts=web@*.service  other.service",
      "Global=no",
      "Global=Yes",
      "",
    ].join("\n");
    expect(xFleet(parseUnit(text, { name: "web@1.service" }).unit)).toEqual({
      global: true,
      peers: ["web-data@1.service"],
      metadata: [
        { key: "role", values: ["web", "db"] },
        { key: "zone", values: ["a"] },
        { key: "disk", values: ["ssd"] },
      ],
      conflicts: ["web@*.service", "other.service"],
      replaces: [],
    });
    expect(xFleet(parseUnit("[Unit]\nAfter=a\n", { name: "a.service" }).unit)).toBeUndefined();
  });

  it.each<[Partial<FleetPlacement>, string | undefined]>([
    [{ global: true, conflicts: ["a*"], metadata: [{ key: "a", values: ["b"] }] }, undefined],
    [{ peers: ["a.service"], conflicts: ["b*"] }, undefined],
    [{ peers: ["a.service"], conflicts: ["a*"] }, 'unresolvable requirements: peer "a.service" matches conflict "a*"'],
    [
      { peers: ["a.service"], replaces: ["a.service"] },
      'unresolvable requirements: peer "a.service" matches replace "a.service"',
    ],
    [{ machineId: "1", peers: ["a"], global: true }, "MachineID cannot be used with Peers"],
    [{ machineId: "1", conflicts: ["a"] }, "MachineID cannot be used with Conflicts"],
    [{ machineId: "1", global: true }, "MachineID cannot be used with Global"],
    [{ machineId: "1", replaces: ["a"] }, "MachineID cannot be used with Replaces"],
    [{ global: true, peers: ["a"] }, "Global cannot be used with Peers"],
    [{ global: true, replaces: ["a"] }, "Global cannot be used with Replaces"],
    [{ conflicts: ["a"], replaces: ["b"] }, "Conflicts cannot be used with Replaces"],
  ])("judges %j as fleet does", (placement, reason) => {
    expect(illegalPlacement({ ...nowhere, ...placement })).toBe(reason);
  });

  it("is checked with the unit that has it", () => {
    const text =
      "[Service]\nExecStart=/bin/true\n[X-Fleet]\nMachinOf=a.service\nMachineMetadata=a=b=c\nX-Conflicts=b\nGlobal=true\nMachineOf=a.service\n[Install]\nWantedBy=a.target\n";
    expect(
      validateUnit(text, { name: "a.service" }).map(({ severity, rule, line }) => `${severity} ${rule} ${line}`),
    ).toEqual([
      "error fleet-placement 3",
      "warning fleet-install 3",
      "error fleet-key 4",
      "error fleet-metadata 5",
      "warning fleet-deprecated 6",
    ]);
  });
});

describe("matchGlob", () => {
  it.each([
    ["*", "a.service", true],
    ["web@*.service", "web@1.service", true],
    ["web@?.service", "web@12.service", false],
    ["[a-c]x", "bx", true],
    ["[^a-c]x", "bx", false],
    ["a\\*", "a*", true],
    ["a\\*", "ab", false],
    ["a*b*c", "a-b-b-c", true],
    ["*", "a/b", false],
    ["[", "[", false],
    ["[]a]", "a", false],
    ["", "", true],
  ])("%j against %j: %s", (pattern, name, expected) => {
    expect(matchGlob(pattern, name)).toBe(expected);
  });

  it("takes linear care of many stars", () => {
    expect(matchGlob(`${"a*".repeat(200)}b`, "a".repeat(5000))).toBe(false);
  });
});
