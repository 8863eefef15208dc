import { exec, unit } from "@drydock/systemd";
import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { blueprint, design, type DrainOptions, network, workers, type WorkersOptions } from "../index.ts";

const at = "pools.web.drain";

const leave = unit("leave.service", { Service: { Type: "oneshot", ExecStart: exec("/usr/bin/true") } });
const forever = unit("forever.service", { Service: { ExecStart: exec("/usr/bin/true"), Restart: "always" } });
const web = unit("web.service", {
  Service: { ExecStart: exec("/usr/bin/sleep", "infinity") },
  Install: { WantedBy: "multi-user.target" },
});
const timer = unit("leave.timer", { Timer: { OnCalendar: "daily" }, Install: { WantedBy: "timers.target" } });
const units: WorkersOptions["units"] = [
  { unit: leave, enable: false },
  { unit: forever, enable: false },
  { unit: timer, enable: false },
  web,
];
const files = [{ path: "/etc/containers/systemd/hand-over.container", text: "[Container]\nImage=example/app:1\n" }];

const ofDrain = (drain: DrainOptions) => ofPool({ units, files, drain });

it.each<[DrainOptions, string[]]>([
  [{ unit: "leave.service" }, []],
  [{ unit: "hand-over.service" }, []],
  [{ unit: "leave.timer" }, [`drain-unit at ${at}.unit`]],
  [{ unit: "leave" }, [`drain-unit at ${at}.unit`]],
  [{ unit: "docker.service" }, [`drain-unit at ${at}.unit`]],
  [{ unit: "web.service" }, [`drain-at-boot at ${at}.unit`]],
  [{ unit: "forever.service" }, [`drain-endless at ${at}.unit`]],
  [{ unit: "leave.service", timeout: 29 }, [`drain-timeout at ${at}.timeout`]],
  [{ unit: "leave.service", timeout: 30 }, []],
  [{ unit: "leave.service", timeout: 172_800 }, []],
  [{ unit: "leave.service", timeout: 172_801 }, [`drain-timeout at ${at}.timeout`]],
])("a drain %j: %j", (drain, broken) => {
  expect(brokenRules(ofDrain(drain))).toEqual(broken);
});

faultsOf([
  [
    "drain by a misspelt unit, for no time",
    ofDrain({ unit: "leaves.service", timeout: 0 }),
    `error at fleet.pools.web.drain.unit: "leaves.service" is no service of the role's own [drain-unit]
       Did you mean "leave.service"?
     error at fleet.pools.web.drain.timeout: a machine waits for its unit for 30 to 172800 seconds, not 0 [drain-timeout]
       Give a few seconds more than the unit takes at most.`,
  ],
  [
    "drain of a role that has no units",
    ofPool({ drain: { unit: "leave.service" } }),
    `error at fleet.pools.web.drain.unit: "leave.service" is no service of the role's own [drain-unit]
       Add a service of that name to the units of the role.`,
  ],
  [
    "drain by what runs all the time",
    ofDrain({ unit: "web.service" }),
    `warning at fleet.pools.web.drain.unit: "web.service" starts at boot too, and one that still runs when the machine is to go is only waited for [drain-at-boot]
       Set enable of it to false, unless it is over by then.`,
  ],
  [
    "drain by what never ends",
    ofDrain({ unit: "forever.service" }),
    `warning at fleet.pools.web.drain.unit: "forever.service" starts again whenever it ends, so that the machine goes only when its time is over [drain-endless]
       Remove Restart from the unit, or name one that ends.`,
  ],
  [
    "drain where no way leads to Auto Scaling",
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16", nat: "none", endpoints: ["s3"] }),
      pools: {
        web: workers({
          subnets: "private",
          size: { min: 0, desired: 1, max: 2 },
          sessionManager: false,
          units: [{ unit: leave, enable: false }],
          drain: { unit: "leave.service" },
        }),
      },
    }),
    `error at fleet.pools.web: its nodes stand in private subnets without NAT, and need to reach Auto Scaling, to say that they are drained [no-way-out]
       Set network.nat to "single", or network.endpoints to ["s3", "autoscaling"].`,
  ],
]);

it.each([
  [30, 30],
  [119, 119],
  [300, 120],
  [6000, 120],
  [6001, 121],
  [172_800, 3456],
])("a unit that may run for %i s is given up %i s after the last sign of life", (timeout, heartbeat) => {
  const { nodes, permissions } = design(ofDrain({ unit: "leave.service", timeout })).roles[0] ?? {};
  expect(nodes).toMatchObject({ drain: { unit: "leave.service", hook: "drydock-drain", timeout, heartbeat } });
  expect(permissions).toContainEqual({ kind: "complete-drain", role: "web" });
});

it("a pool that drains nothing pays for nothing", () => {
  const { nodes, permissions } = design(ofPool({ units })).roles[0] ?? {};
  expect(nodes?.kind === "group" && nodes.drain).toBe(undefined);
  expect(nodes?.kind === "group" && nodes.userData.text).not.toContain("drain");
  expect(permissions?.map(({ kind }) => kind)).toEqual(["session-manager"]);
});
