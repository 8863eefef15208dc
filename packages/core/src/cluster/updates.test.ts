import { expect, it } from "vitest";
import { brokenRules, ofEtcd, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, machines, workers, type Blueprint, type UpdateWindow } from "../index.ts";

const length = "window-length at pools.web.updates.window.minutes";

function reboot(start: string, minutes: number) {
  return { strategy: "reboot", window: { start, minutes } } as const;
}
function ofMembers(window: UpdateWindow | undefined, count: 1 | 3): Blueprint {
  const addresses = ["10.10.3.100", "10.10.4.100", "10.10.5.100"].slice(0, count);
  const updates = window === undefined ? ({ strategy: "reboot" } as const) : ({ strategy: "reboot", window } as const);
  return ofPool({}, { etcd: etcd({ addresses, updates }) });
}

it.each([
  [9, [length]],
  [10, []],
  [1440, []],
  [1441, [length]],
])("a pool's window of %i minutes", (minutes, broken) => {
  expect(brokenRules(ofPool({ updates: reboot("05:30", minutes) }))).toEqual(broken);
});

it.each([
  ["05:30", true],
  ["Sun 23:59", true],
  ["5:30", false],
  ["24:00", false],
  ["05:60", false],
  ["sun 05:30", false],
  ["05:30 ", false],
  ["x05:30", false],
])("a start at %j: %j", (start, isStart) => {
  const broken = isStart ? [] : ["window-start at pools.web.updates.window.start"];
  expect(brokenRules(ofPool({ updates: reboot(start, 60) }))).toEqual(broken);
});

it.each([
  ["ubuntu", "Sun 05:30", ["window-start at pools.web.updates.window.start"]],
  ["ubuntu", "05:30", []],
  ["amazon-linux", "Sun 05:30", []],
] as const)("on %s at %s", (image, start, broken) => {
  expect(brokenRules(ofPool({ image, updates: reboot(start, 60) }))).toEqual(broken);
});

it.each([
  ["three members without a window", ofMembers(undefined, 3), ["window-missing at etcd.updates.window"]],
  ["one member without a window", ofMembers(undefined, 1), []],
  ["three windows that fill the day", ofMembers({ start: "05:30", minutes: 480 }, 3), []],
  [
    "three that do not fit",
    ofMembers({ start: "05:30", minutes: 481 }, 3),
    ["window-length at etcd.updates.window.minutes"],
  ],
  [
    "a pool of many, which share one",
    ofPool({ size: { min: 0, desired: 9, max: 9 }, updates: reboot("05:30", 1440) }),
    [],
  ],
  ["a pool without a window", ofPool({ updates: { strategy: "reboot" } }), []],
  [
    "two machines by number",
    ofMachines({ count: 2, subnets: "private" }),
    ["window-length at pools.db.updates.window.minutes"],
  ],
  [
    "two machines by address",
    ofMachines({ addresses: ["10.10.3.50", "10.10.4.50"] }),
    ["window-length at pools.db.updates.window.minutes"],
  ],
  ["one machine", ofMachines({ count: 1, subnets: "private" }), []],
])("of %s", (_what, given, broken) => {
  expect(brokenRules(given)).toEqual(broken);
});

function ofMachines(places: { count: number; subnets: string } | { addresses: string[] }): Blueprint {
  return ofPool({}, { pools: { db: machines({ ...places, updates: reboot("05:30", 721) }) } });
}

it("says nothing of updates that are off", () => {
  expect(workers({ subnets: "private", size: { min: 0, desired: 0, max: 0 } }).updates).toEqual({ strategy: "off" });
  expect(brokenRules(ofPool({ updates: { strategy: "off" } }))).toEqual([]);
});

faultsOf([
  [
    "members that reboot all at once",
    ofEtcd({ updates: { strategy: "reboot" } }),
    `error at fleet.etcd.updates.window: members would reboot whenever an update comes, more than one at a time [window-missing]
       Give a window, such as { start: "05:30", minutes: 60 }: each member gets its own, one after the other.`,
  ],
  [
    "windows longer than a day",
    ofEtcd({ updates: { strategy: "reboot", window: { start: "5:30", minutes: 600 } } }),
    `error at fleet.etcd.updates.window.start: "5:30" is no start of a window [window-start]
       Write it as 05:30, or Sun 05:30.
     error at fleet.etcd.updates.window.minutes: 3 windows of 600 minutes, one after the other, are longer than a day [window-length]
       Give 480 minutes or fewer.`,
  ],
  [
    "windows that no day has, and a day that Ubuntu does not know",
    ofPool({ image: "ubuntu", updates: reboot("Sun 05:30", 9) }),
    `error at fleet.pools.web.updates.window.start: Ubuntu's unattended upgrades know a time of day and no day of the week [window-start]
       Leave out the day.
     error at fleet.pools.web.updates.window.minutes: a window is open for 10 to 1440 minutes, not 9 [window-length]
       Give 60, for an hour.`,
  ],
]);
