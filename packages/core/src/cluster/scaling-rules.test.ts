import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { design, type ExposureOptions, type ScalingOptions, type ScheduleOptions } from "../index.ts";

const at = "pools.web.scaling";
const web: ExposureOptions = { port: 80, protocol: "http" };
const other: ExposureOptions = { port: 8080, protocol: "http", name: "api" };

function pool(scaling: ScalingOptions, expose: readonly ExposureOptions[] = []) {
  return ofPool({ size: { min: 1, desired: 2, max: 4 }, scaling, expose });
}

function scheduled(...schedules: readonly ScheduleOptions[]) {
  return pool({ schedules: Object.fromEntries(schedules.map((schedule, index) => [`s${index}`, schedule])) });
}

it.each<[ScalingOptions, string[]]>([
  [{}, [`scaling-empty at ${at}`]],
  [{ schedules: {} }, [`scaling-empty at ${at}`]],
  [{ elsewhere: true }, []],
  [{ cpu: 0.5 }, [`scaling-target at ${at}.cpu`]],
  [{ cpu: 1 }, []],
  [{ cpu: 100 }, []],
  [{ cpu: 100.5 }, [`scaling-target at ${at}.cpu`]],
])("what moves a pool: %j: %j", (scaling, broken) => {
  expect(brokenRules(pool(scaling))).toEqual(broken);
});

it.each<[ScalingOptions, ExposureOptions[], string[]]>([
  [{ requests: 0 }, [web], [`scaling-target at ${at}.requests`]],
  [{ requests: 1 }, [web], []],
  [{ requests: 10_000_000 }, [web], []],
  [{ requests: 10_000_001 }, [web], [`scaling-target at ${at}.requests`]],
  [{ requests: 1 }, [], [`scaling-service at ${at}.requests`]],
  [{ requests: 1 }, [{ port: 80 }], [`scaling-service at ${at}.requests`]],
  [{ requests: 1 }, [web, { port: 81 }], []],
  [{ requests: 1 }, [web, other], [`scaling-service at ${at}.service`]],
  [{ requests: 1, service: "api" }, [web, other], []],
  [{ requests: 1, service: "apo" }, [web, other], [`scaling-service at ${at}.service`]],
  [{ cpu: 50, service: "api" }, [web, other], [`scaling-service at ${at}.service`]],
])("requests: %j of %j: %j", (scaling, expose, broken) => {
  expect(brokenRules(pool(scaling, expose))).toEqual(broken);
});

const cron = "0 8 * * *";
it.each<[ScheduleOptions, string[]]>([
  [{ cron, min: 1 }, []],
  [{ cron, desired: 4 }, []],
  [{ cron, desired: 5 }, [`schedule-size at ${at}.schedules.s0`]],
  [{ cron, desired: 0 }, [`schedule-size at ${at}.schedules.s0`]],
  [{ cron, min: 0, desired: 0 }, []],
  [{ cron, min: 5 }, [`schedule-size at ${at}.schedules.s0`]],
  [{ cron, min: 5, max: 5 }, []],
  [{ cron, min: -1 }, [`schedule-size at ${at}.schedules.s0`]],
  [{ cron, max: 5000 }, []],
  [{ cron, max: 5001 }, [`size-quota at ${at}.schedules.s0.max`]],
  [{ cron, max: 0 }, [`schedule-size at ${at}.schedules.s0`]],
  [{ cron }, [`schedule-size at ${at}.schedules.s0`]],
  [{ min: 1 }, [`schedule-time at ${at}.schedules.s0`]],
  [{ cron, at: "2027-03-01T08:00:00Z", min: 1 }, [`schedule-time at ${at}.schedules.s0`]],
  [{ cron: "8 o'clock", min: 1 }, [`schedule-time at ${at}.schedules.s0.cron`]],
  [{ at: "2027-03-01T08:00:00Z", min: 1 }, []],
  [{ at: "2027-03-01T08:00Z", min: 1 }, []],
  [{ at: "2027-13-01T08:00:00Z", min: 1 }, [`schedule-time at ${at}.schedules.s0.at`]],
  [{ at: "2027-03-01", min: 1 }, [`schedule-time at ${at}.schedules.s0.at`]],
  [{ at: "2027-03-01T08:00:00Z", zone: "UTC", min: 1 }, [`schedule-zone at ${at}.schedules.s0.zone`]],
  [{ cron, zone: "UTC", min: 1 }, []],
  [{ cron, zone: "Europe/Berlin", min: 1 }, []],
  [{ cron, zone: "Europe/Berlim", min: 1 }, [`schedule-zone at ${at}.schedules.s0.zone`]],
  [{ cron, zone: "CET", min: 1 }, [`schedule-zone at ${at}.schedules.s0.zone`]],
])("a schedule %j: %j", (schedule, broken) => {
  expect(brokenRules(scheduled(schedule))).toEqual(broken);
});

it.each<[string, ScheduleOptions[], string[]]>([
  [
    "two of one time",
    [
      { cron, min: 1 },
      { cron: ` ${cron} `, max: 4 },
    ],
    [`schedule-twice at ${at}.schedules.s1`],
  ],
  [
    "two of one time in two zones",
    [
      { cron, min: 1 },
      { cron, zone: "Asia/Tokyo", max: 4 },
    ],
    [],
  ],
  [
    "one that another makes room for",
    [
      { cron, min: 5 },
      { cron: "0 7 * * *", max: 9 },
    ],
    [],
  ],
  [
    "one that another leaves below",
    [
      { cron, desired: 0 },
      { cron: "0 7 * * *", min: 0 },
    ],
    [],
  ],
])("schedules: %s", (_name, schedules, broken) => {
  expect(brokenRules(scheduled(...schedules))).toEqual(broken);
});

it.each([
  ["morning", []],
  ["a".repeat(40), []],
  ["a".repeat(41), ["schedule-name"]],
  ["a.b", ["schedule-name"]],
  ["Morning", ["schedule-name"]],
])("a schedule named %s", (name, broken) => {
  const schedules = { [name]: { cron, min: 1 } };
  expect(brokenRules(pool({ schedules })).map((text) => text.split(" ")[0])).toEqual(broken);
});

it("a design says what moves a pool, with each thing in one form", () => {
  const schedules = {
    morning: { cron: " 0  8 * * 1-5", zone: "Etc/UTC", min: 2 },
    fair: { at: "2027-03-01T08:00Z", desired: 4 },
  };
  const [role] = design(pool({ cpu: 60, requests: 900, schedules }, [web])).roles;
  expect(role?.nodes).toMatchObject({
    size: { min: 1, desired: 2, max: 4 },
    scaling: {
      cpu: 60,
      requests: { target: 900, service: "web" },
      schedules: [
        { name: "morning", time: { cron: "0 8 * * 1-5", zone: undefined }, sizes: { min: 2 } },
        { name: "fair", time: { at: "2027-03-01T08:00:00.000Z" }, sizes: { desired: 4 } },
      ],
    },
  });
  expect(design(ofPool({})).roles[0]?.nodes).toMatchObject({ scaling: undefined });
});

faultsOf([
  [
    "pool that is scaled by nothing",
    pool({}),
    `error at fleet.pools.web.scaling: nothing is said that moves the number of nodes [scaling-empty]
       Give cpu, requests or schedules, such as { cpu: 60 }, or leave scaling out.`,
  ],
  [
    "share of a processor that there is not",
    pool({ cpu: 160 }),
    `error at fleet.pools.web.scaling.cpu: a share of the processor is 1 to 100 percent, not 160 [scaling-target]
       Give 60, for sixty percent.`,
  ],
  [
    "requests that no balancer counts",
    pool({ requests: 0 }),
    `error at fleet.pools.web.scaling.requests: requests a minute are 1 to 10000000 for each node, not 0 [scaling-target]
       Give as many as a node answers well in a minute.
     error at fleet.pools.web.scaling.requests: no application balancer counts requests of the pool [scaling-service]
       Expose a port with protocol "http" or "https", or scale by cpu.`,
  ],
  [
    "requests of one of two services",
    pool({ requests: 100 }, [web, other]),
    `error at fleet.pools.web.scaling.service: requests may be those of web-80 or api [scaling-service]
       Name one of them.`,
  ],
  [
    "requests of a misspelt service",
    pool({ requests: 100, service: "apo" }, [web, other]),
    `error at fleet.pools.web.scaling.service: the pool exposes no service "apo" by http or https [scaling-service]
       Did you mean "api"?`,
  ],
  [
    "service of no requests",
    pool({ cpu: 50, service: "web" }, [web]),
    `error at fleet.pools.web.scaling.service: a service is named and no number of requests [scaling-service]
       Give requests too, or leave the name out.`,
  ],
  [
    "schedule that no time has",
    pool({ schedules: { "at night": { zone: "CET" } } }),
    `error at fleet.pools.web.scaling.schedules.at night: "at night" is no name of a schedule [schedule-name]
       Use 1 to 40 lower-case letters, digits and single hyphens, beginning with a letter.
     error at fleet.pools.web.scaling.schedules.at night: neither cron nor at says when [schedule-time]
       Give one of the two, such as cron: "0 8 * * MON-FRI".
     error at fleet.pools.web.scaling.schedules.at night: no size is given for that time [schedule-size]
       Give min, max or desired.`,
  ],
  [
    "schedules of one time and of none",
    scheduled(
      { cron, min: 3, max: 2 },
      { cron, at: "2027-03-01T08:00:00Z", min: 1 },
      { cron: "noon", min: 1 },
      { at: "noon", zone: "UTC", min: 1 },
      { cron: "0 9 * * *", zone: "Mars/Olympus", desired: 9 },
      { cron, min: 1 },
    ),
    `error at fleet.pools.web.scaling.schedules.s0: sizes grow from min to desired to max, not 3, 2 [schedule-size]
       Give sizes that fit together, and those that a time changes with the others.
     error at fleet.pools.web.scaling.schedules.s1: cron and at both say when [schedule-time]
       Give one of the two, such as cron: "0 8 * * MON-FRI".
     error at fleet.pools.web.scaling.schedules.s1: s0 and s1 are of one time, and AWS takes one change at a time [schedule-twice]
       Put their sizes together, or give one another time.
     error at fleet.pools.web.scaling.schedules.s2.cron: "noon" is no time in five fields [schedule-time]
       Write minute, hour, day of the month, month and day of the week, such as 0 8 * * MON-FRI.
     error at fleet.pools.web.scaling.schedules.s3.at: "noon" is no instant in UTC [schedule-time]
       Write it as 2027-03-01T08:00:00Z.
     error at fleet.pools.web.scaling.schedules.s3.zone: an instant in UTC has no time zone [schedule-zone]
       Leave zone out.
     error at fleet.pools.web.scaling.schedules.s3: s2 and s3 are of one time, and AWS takes one change at a time [schedule-twice]
       Put their sizes together, or give one another time.
     error at fleet.pools.web.scaling.schedules.s4.zone: "Mars/Olympus" is no time zone [schedule-zone]
       Name a place of the IANA database, such as Europe/Berlin.
     error at fleet.pools.web.scaling.schedules.s5: s1 and s5 are of one time, and AWS takes one change at a time [schedule-twice]
       Put their sizes together, or give one another time.`,
  ],
]);
