import { describe, expectTypeOf, it } from "vitest";
import { dropin, exec, mount, quadlet, raw, unit, type Settings, type Unit } from "../index.ts";

describe("unit", () => {
  it("takes the sections and settings of its type", () => {
    expectTypeOf(
      unit("a.service", {
        Unit: { After: ["b.service", ""], ConditionFirstBoot: true },
        Service: {
          Type: "notify",
          ExecStart: [exec("/bin/a"), raw("/bin/b"), ""],
          RestartSec: 5,
          ProtectSystem: "full",
          Environment: { A: "b" },
        },
        Install: { WantedBy: "multi-user.target" },
        "X-Fleet": { Global: "true" },
      }),
    ).toEqualTypeOf<Unit>();
    unit("a.b.timer", { Timer: { OnCalendar: ["daily"], OnBootSec: 60 } });
    unit("a@.socket", { Socket: { ListenStream: [80, "/run/a.sock"] } });
    const name: string = "any.service";
    unit(name, { Service: { ExecStart: exec("/bin/a") }, Mount: { What: "b" } });
  });

  it("refuses what a unit of that type cannot have", () => {
    // @ts-expect-error -- no such key
    unit("a.service", { Service: { ExecStrat: exec("/bin/a") } });
    // @ts-expect-error -- no such word
    unit("a.service", { Service: { Restart: "sometimes" } });
    // @ts-expect-error -- a key of another section
    unit("a.service", { Unit: { WantedBy: "a.target" } });
    // @ts-expect-error -- a section of another type
    unit("a.service", { Mount: { What: "b" } });
    // @ts-expect-error -- a setting that does not repeat
    unit("a.service", { Service: { Type: ["simple"] } });
    // @ts-expect-error -- a command is exec(…) or raw(…)
    unit("a.service", { Service: { ExecStart: "/bin/a" } });
    // @ts-expect-error -- an obsolete key
    unit("a.service", { Service: { MemoryLimit: "1G" } });
    // @ts-expect-error -- no unit type
    unit("a.snapshot", { Unit: { After: "b" } });
    // @ts-expect-error -- a drop-in has the sections of its unit
    dropin("a.timer", "x.conf", { Service: { Restart: "no" } });
  });

  it("needs the place of a place unit", () => {
    mount({ Mount: { What: "/dev/sdb", Where: "/data" } });
    // @ts-expect-error -- Where= names the unit
    mount({ Mount: { What: "/dev/sdb" } });
  });

  it("types values by their kind", () => {
    expectTypeOf<NonNullable<Settings<"Service">["RemainAfterExit"]>>().toExtend<boolean | { raw: string }>();
    expectTypeOf<"on-failure">().toExtend<NonNullable<Settings<"Service">["Restart"]>>();
    expectTypeOf<number>().toExtend<NonNullable<Settings<"Service">["TimeoutStartSec"]>>();
    expectTypeOf<number>().not.toExtend<NonNullable<Settings<"Unit">["After"]>>();
  });
});

describe("quadlet", () => {
  it("takes the groups of its kind", () => {
    quadlet("web.container", {
      Container: { Image: "a", Notify: "healthy", Label: { a: "b" } },
      Service: { KillMode: "mixed" },
    });
    quadlet("data.volume", { Volume: {} });
    // @ts-expect-error -- the group is needed
    quadlet("web.container", { Unit: { After: "a.target" } });
    // @ts-expect-error -- no such key
    quadlet("web.container", { Container: { Imag: "a" } });
    // @ts-expect-error -- podman refuses User= in [Service]
    quadlet("web.container", { Container: { Image: "a" }, Service: { User: "core" } });
    // @ts-expect-error -- no quadlet
    quadlet("web.service", { Container: { Image: "a" } });
  });
});
