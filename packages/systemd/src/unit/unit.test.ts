import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dropin,
  effectiveValuesOf,
  exec,
  literal,
  parseUnit,
  printUnit,
  raw,
  unit,
  UnitError,
  valuesOf,
} from "../index.ts";

/** A call that no compiler checks, as from JavaScript. */
const unchecked: (...args: readonly unknown[]) => unknown = (name, sections) =>
  Reflect.apply(unit, undefined, [name, sections]);

function problemsOf(body: () => unknown): readonly string[] {
  try {
    body();
  } catch (error) {
    if (error instanceof UnitError)
      return error.diagnostics.map(
        ({ path, message, remedy }) => `${path}: ${message}${remedy === undefined ? "" : ` → ${remedy}`}`,
      );
    throw error;
  }
  return [];
}

describe("unit", () => {
  it("prints every kind of value as systemd writes it", () => {
    const built = unit("etcd.service", {
      Unit: {
        Description: literal("keeps 100% of the keys"),
        After: ["network-online.target", "var-lib-etcd.mount"],
        Wants: "network-online.target",
        ConditionPathExists: ["/etc/etcd.conf", "!/run/no-etcd"],
        StartLimitIntervalSec: 0.25,
        RequiresMountsFor: ["/var/lib/etcd", "/srv/two words"],
      },
      Service: {
        Type: "notify",
        ExecStartPre: [
          exec({ ignoreFailure: true }, "/usr/bin/rm", "-f", "/run/x y"),
          raw("/usr/bin/install -d /run/%N"),
        ],
        ExecStart: exec("/usr/bin/etcd", "--name", raw("%m"), "--price", "$5 or 10%"),
        Environment: { GREETING: 'say "hi"', PERCENT: "50%" },
        LimitNOFILE: 65_536,
        MemoryMax: "2G",
        UMask: 0o27,
        KillSignal: "SIGTERM",
        ProtectSystem: "strict",
        ProtectHome: true,
        Restart: "on-failure",
        RestartSec: 5,
        TimeoutStartSec: "2min",
        User: 65_534,
      },
      "X-Example": { Anything: ["goes", "here"] },
      Install: { WantedBy: "multi-user.target" },
    });
    expect(printUnit(built)).toMatchInlineSnapshot(`
      "[Unit]
      Description=keeps 100%% of the keys
      After=network-online.target var-lib-etcd.mount
      Wants=network-online.target
      ConditionPathExists=/etc/etcd.conf
      ConditionPathExists=!/run/no-etcd
      StartLimitIntervalSec=250ms
      RequiresMountsFor=/var/lib/etcd "/srv/two words"

      [Service]
      Type=notify
      ExecStartPre=-/usr/bin/rm -f "/run/x y"
      ExecStartPre=/usr/bin/install -d /run/%N
      ExecStart=/usr/bin/etcd --name %m --price "$$5 or 10%%"
      Environment="GREETING=say \\"hi\\""
      Environment=PERCENT=50%%
      LimitNOFILE=65536
      MemoryMax=2G
      UMask=027
      KillSignal=SIGTERM
      ProtectSystem=strict
      ProtectHome=yes
      Restart=on-failure
      RestartSec=5
      TimeoutStartSec=2min
      User=65534

      [X-Example]
      Anything=goes
      Anything=here

      [Install]
      WantedBy=multi-user.target
      "
    `);
    expect(parseUnit(printUnit(built), { name: built.name }).unit).toEqual(built);
  });

  it("resets lists with an empty value, joined lists too", () => {
    const added = dropin("etcd.service", "10-flags.conf", {
      Unit: { After: ["", "a.target", "b.target"] },
      Service: { ExecStart: ["", exec("/usr/bin/etcd")], Environment: ["", "A=b c"] },
    });
    expect(printUnit(added)).toBe(
      '[Unit]\nAfter=\nAfter=a.target b.target\n\n[Service]\nExecStart=\nExecStart=/usr/bin/etcd\nEnvironment=\nEnvironment="A=b c"\n',
    );
    expect(valuesOf(added, "Service", "ExecStart")).toEqual(["", "/usr/bin/etcd"]);
    expect(effectiveValuesOf(added, "Service", "ExecStart")).toEqual(["/usr/bin/etcd"]);
  });

  it("leaves out what is undefined", () => {
    expect(
      unit("a.target", { Unit: { Description: undefined, After: "b.target" }, Install: undefined }).sections,
    ).toEqual([{ name: "Unit", entries: [{ key: "After", value: "b.target" }] }]);
  });

  it("lists every problem at once, each with its place and its remedy", () => {
    expect(
      problemsOf(() =>
        unchecked("my etcd.servic", {
          Unit: { Descripton: "x", After: [3], WantedBy: "x" },
          Service: {
            ExecStart: "/bin/true",
            Restart: "sometimes",
            RestartSec: -1,
            User: "a\nExecStart=/bin/evil",
            Type: ["simple"],
            UMask: 0o17777,
            LimitNOFILE: {},
          },
          Servce: {},
        }),
      ),
    ).toMatchInlineSnapshot(`
      [
        "$.name: " " at offset 2 may not stand in a unit name → Escape the text with escapeName().",
        "$.name: .servic is no unit type → Use one of .service .socket .device .mount .automount .swap .target .path .timer .slice .scope.",
        "$.Unit.Descripton: [Unit] has no Descripton= → Did you mean Description=?",
        "$.Unit.After.0: expected a unit name, not 3",
        "$.Unit.WantedBy: [Unit] has no WantedBy= → It belongs in [Install].",
        "$.Service.ExecStart: expected exec(…), raw(…), or "" to reset, not "/bin/true"",
        "$.Service.Restart: expected one of no, on-success, on-failure, on-abnormal, on-watchdog, on-abort, always, not "sometimes"",
        "$.Service.RestartSec: expected seconds (0 or more, to the microsecond), or a time span, not -1",
        "$.Service.User: contains a line break (U+000A at offset 1): one setting is one line of the unit",
        "$.Service.Type: expected one of simple, exec, forking, oneshot, dbus, notify, notify-reload, idle, not a list: this setting does not repeat",
        "$.Service.UMask: expected permission bits, 0o640 or "0640", not 8191",
        "$.Service.LimitNOFILE: expected a number, "infinity", or "soft:hard", not a value of type object",
        "$.Servce: "Servce" is no section → Did you mean [Service]?",
      ]
    `);
  });

  it.each([
    [
      "several ExecStart of a simple service",
      { Service: { ExecStart: [raw("/bin/a"), raw("/bin/b")] } },
      "$.Service.ExecStart.1: Service has more than one ExecStart= setting",
    ],
    ["no ExecStart", { Service: { Type: "simple" } }, "$: Service has no ExecStart="],
    [
      "a oneshot that always restarts",
      { Service: { Type: "oneshot", ExecStart: raw("/bin/a"), Restart: "always" } },
      "$.Service.Restart: Service has Restart=always",
    ],
    [
      "a D-Bus service without a name",
      { Service: { Type: "dbus", ExecStart: raw("/bin/a") } },
      "$.Service.Type: Service is of type D-Bus",
    ],
    [
      "a section of another type",
      { Service: { ExecStart: raw("/bin/a") }, Mount: { What: "x" } },
      "$.Mount: this type of unit has no [Mount]",
    ],
    [
      "an obsolete key",
      { Service: { ExecStart: raw("/bin/a"), MemoryLimit: "1G" } },
      "$.Service.MemoryLimit: MemoryLimit= is obsolete in [Service] → Use MemoryMax=.",
    ],
    [
      "a time span that is none",
      { Service: { ExecStart: raw("/bin/a"), RestartSec: "soon" } },
      '$.Service.RestartSec: RestartSec=: "soon" is no time span',
    ],
    [
      "a relative program",
      { Service: { ExecStart: raw("bin/a") } },
      '$.Service.ExecStart: ExecStart=: "bin/a" has the relative path',
    ],
    ["an unclosed quote", { Service: { ExecStart: raw('/bin/a "b') } }, "$.Service.ExecStart: ExecStart=: "],
    ["no sections", {}, "$: a unit needs at least one section"],
    ["sections that are a list", [], "$: the sections are an object"],
    [
      "a line too long to wrap",
      { Service: { ExecStart: raw(`/bin/${"x".repeat(2048)}`) } },
      "$.Service.ExecStart: the line is longer than 2047 bytes",
    ],
  ])("refuses %s", (_, sections, expected) => {
    const problems = problemsOf(() => unchecked("a.service", sections));
    expect(
      problems.some((problem) => problem.startsWith(expected)),
      problems.join("\n"),
    ).toBe(true);
  });

  it("is not fooled by what prototypes hold", () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"Description": "x"}, "Unit": {"__proto__": "x", "constructor": "y", "toString": "z"}}',
    );
    expect(problemsOf(() => unchecked("a.target", hostile))).toEqual([
      expect.stringContaining('$.__proto__: "__proto__" is no section'),
      expect.stringContaining("$.Unit.__proto__: [Unit] has no __proto__="),
      expect.stringContaining("$.Unit.constructor: [Unit] has no constructor="),
      expect.stringContaining("$.Unit.toString: [Unit] has no toString="),
    ]);
    expect(Reflect.get({}, "Description")).toBeUndefined();
  });

  it("never throws anything but UnitError, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.anything({ withNullPrototype: true, withObjectString: true }),
        (name, sections) => {
          problemsOf(() => unchecked(name, sections));
          problemsOf(() =>
            unchecked("a.service", {
              Unit: sections,
              Service: { Environment: sections, ExecStart: sections, After: name },
            }),
          );
        },
      ),
    );
  });
});

describe("dropin", () => {
  it.each([
    ["a", "x", "does not end in .conf: systemd would not read it"],
    ["a.service", "x.conf/../y.conf", "is no plain file name"],
    ["a.service", ".conf", "nothing stands before .conf"],
    ["../../a.service", "x.conf", "may not stand in a unit name"],
  ])("of %j refuses the name %j", (of, name, expected) => {
    const problems = problemsOf(() => Reflect.apply(dropin, undefined, [of, name, { Unit: { After: "b.target" } }]));
    expect(problems.join("\n")).toContain(expected);
  });
});
