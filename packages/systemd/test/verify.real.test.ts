import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { kindOfDirective, type SectionName } from "../src/directive/directive.ts";
import { directives, introducedIn } from "../src/directive/directives.gen.ts";
import {
  automount,
  escapePath,
  exec,
  mount,
  printUnit,
  swap,
  unit,
  UnitError,
  validateUnit,
  type Unit,
  type ValueKind,
} from "../src/index.ts";
import { kindOf } from "../src/value/value-kinds.ts";
import { wordSince } from "../src/value/word-since.ts";
import { describeReal, documents, seed, systemdAnalyze } from "./real-tool.ts";

const timeSpan = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }),
  fc.constantFrom(0.25, 1.5, "90s", "1min 30s", "infinity", "2h"),
);
const bytes = fc.oneof(fc.integer({ min: 1, max: 2 ** 40 }), fc.constantFrom("512M", "1.5G", "10K"));
const path = fc
  .array(
    fc.stringMatching(/^[a-z0-9 _.-]{1,8}$/).filter((part) => part.trim() === part && !/^\.+$/.test(part)),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => `/${parts.join("/")}`);
const unitName = fc
  .tuple(
    fc.stringMatching(/^[a-z0-9:_.-]{1,10}$/).filter((stem) => !stem.startsWith(".")),
    fc.constantFrom("service", "target", "socket"),
  )
  .map((parts) => parts.join("."));
const argument = fc.string({
  unit: fc.constantFrom(...Array.from("aé%$\"'\\; \n\t=-")),
  maxLength: 10,
});

/** Random values by kind, where any value of the kind will do; the other kinds are left out. */
const byKind: Partial<Record<ValueKind, fc.Arbitrary<unknown>>> = {
  boolean: fc.boolean(),
  bytes,
  cpuWeight: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant("idle")),
  environment: fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/), argument, { maxKeys: 4 }),
  exec: fc.array(argument, { maxLength: 4 }).map((args) => exec("/bin/true", ...args)),
  mode: fc.integer({ min: 0, max: 0o777 }),
  name: fc.constantFrom("root", 0, 65_534),
  seconds: timeSpan,
  signal: fc.constantFrom("SIGTERM", "SIGUSR1", 9, 64),
  units: fc.array(unitName, { minLength: 1, maxLength: 3 }),
  weight: fc.integer({ min: 1, max: 10_000 }),
  path,
  paths: fc.array(path, { minLength: 1, maxLength: 3 }),
};

/** Settings whose value depends on more than its kind, or on what this systemd was built with or runs on. */
const particular =
  /^(Exec.*|Restart|Type|ExitType|RootImage|RootVerity|RootDirectory|RootHash.*|MountAPIVFS|.*NamespacePath|USBFunction.*|Slice|Sockets|Service|Unit|Where|What|SELinux.*|Smack.*|AppArmor.*|MemoryHigh|MemoryMax|KillMode|SourcePath|DefaultDependencies|Accept|PAMName|ListenMessageQueue|Conflicts|Symlinks|BPF.*|DynamicUser|Requisite|CPUSchedulingPolicy|TTYPath|StandardInput|.*Action|DefaultInstance|Also|Alias|WantedBy|RequiredBy|PIDFile|OnSuccessJobMode|OnFailureJobMode|PartOf|BindsTo|JoinsNamespaceOf|PropagatesReloadTo|ReloadPropagatedFrom|PropagatesStopTo|StopPropagatedFrom|Upholds|Requires|RefuseManualStart|AllowIsolate|Writable|RemoveOnStop)$/;

/** What systemd says about settings that do not go together, as random ones do not. */
const ofCombination = /has no effect|not supported for this unit type|but no RuntimeMaxSec=|is greater than|implies/;

function settings(section: SectionName): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const key of Object.keys(directives[section])) {
    const kind = kindOfDirective(section, key);
    if (kind === undefined || particular.test(key) || `${section}.${key}` in introducedIn) continue;
    const { words = [] } = kindOf(kind);
    const old = words.filter((word) => wordSince(kind, word) === undefined);
    const value = old.length > 0 ? fc.constantFrom(...old) : byKind[kind];
    if (value !== undefined) model[key] = value;
  }
  return fc.record(model, { requiredKeys: [] });
}

const make: (...args: readonly unknown[]) => unknown = (name, sections) =>
  Reflect.apply(unit, undefined, [name, sections]);
const own = {
  Unit: settings("Unit"),
  Service: settings("Service"),
  Socket: settings("Socket"),
  Timer: settings("Timer"),
  Path: settings("Path"),
  Slice: settings("Slice"),
  Mount: settings("Mount"),
};

describeReal("what we print, systemd takes", systemdAnalyze, () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-verify-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (units: readonly Unit[]): { readonly messages: readonly string[]; readonly status: number | null } => {
    const names = units.map((one) => {
      const file = join(folder, one.name);
      writeFileSync(file, printUnit(one));
      return file;
    });
    const run = spawnSync("systemd-analyze", ["verify", "--man=no", "--recursive-errors=no", ...names], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      cwd: folder,
    });
    return { messages: run.stderr.split("\n").filter((line) => line !== ""), status: run.status };
  };

  const count = documents(300);
  it(`${count} random units with random settings, seed ${seed}`, () => {
    const random = fc.record({
      Unit: own.Unit,
      Service: own.Service,
      Socket: own.Socket,
      Timer: own.Timer,
      Path: own.Path,
      Slice: own.Slice,
      Mount: own.Mount,
    });
    const units = fc.sample(random, { seed, numRuns: Math.ceil(count / 6) }).flatMap((all, at): readonly unknown[] => [
      make(`s${at}.service`, {
        Unit: all.Unit,
        Service: { Type: "oneshot", ExecStart: exec("/bin/true"), ...all.Service },
      }),
      make(`s${at}.socket`, { Socket: { ListenStream: `/run/s${at}`, ...all.Socket } }),
      make(`s${at}.timer`, { Timer: { OnCalendar: "daily", ...all.Timer } }),
      make(`s${at}.path`, { Path: { PathExists: "/run/x", ...all.Path } }),
      make(`s${at}.slice`, { Slice: all.Slice }),
      make(`${escapePath(`/srv/m ${at}`)}.mount`, {
        Mount: { What: "tmpfs", Where: `/srv/m ${at}`, Type: "tmpfs", ...all.Mount },
      }),
    ]);
    const { messages } = verify(units as readonly Unit[]);
    expect(messages.filter((message) => !ofCombination.test(message))).toEqual([]);
    for (const one of units as readonly Unit[])
      expect(validateUnit(one).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("units of every other kind", () => {
    const { messages, status } = verify([
      mount({
        Unit: { Description: "data" },
        Mount: {
          What: "/dev/disk/by-label/data",
          Where: "/var/lib/my data",
          Type: "ext4",
          Options: "noatime",
        },
        Install: { RequiredBy: "local-fs.target" },
      }),
      automount({ Automount: { Where: "/var/lib/my data", TimeoutIdleSec: 60 } }),
      unit("example.target", { Unit: { Description: "An example", Wants: "multi-user.target" } }),
      unit("templated@.service", {
        Unit: { Description: "%I" },
        Service: { ExecStart: exec("/bin/true", "%i") },
      }),
    ]);
    expect({ messages, status }).toEqual({ messages: [], status: 0 });
    expect(swap({ Swap: { What: "/dev/xvdc" } }).name).toBe("dev-xvdc.swap");
  });

  it("and what we refuse as a whole, systemd refuses too", () => {
    const cases: readonly (readonly [
      name: string,
      sections: Readonly<Record<string, Readonly<Record<string, string>>>>,
    ])[] = [
      ["r1.service", { Service: { Type: "simple" } }],
      ["r2.service", { Service: { Type: "oneshot", ExecStart: "/bin/true", Restart: "always" } }],
      ["r3.service", { Service: { Type: "dbus", ExecStart: "/bin/true" } }],
      ["r4.service", { Service: { Type: "oneshot", ExecStart: "/bin/true", ExitType: "cgroup" } }],
      ["r5.service", { Service: { Type: "oneshot" } }],
      ["r6.timer", { Timer: { Persistent: "yes" } }],
      ["r7.path", { Path: { MakeDirectory: "yes" } }],
      ["r8.socket", { Socket: { Accept: "yes" } }],
      ["r9.mount", { Mount: { What: "tmpfs", Where: "/other" } }],
      ["r11--b.slice", { Slice: { CPUWeight: "100" } }],
      ["r12-.slice", { Slice: { CPUWeight: "100" } }],
      ["-r13.slice", { Slice: { CPUWeight: "100" } }],
      ["r14@b.slice", { Slice: { CPUWeight: "100" } }],
      ["r10.automount", { Automount: { Where: "/other" } }],
    ];
    for (const [name, sections] of cases) {
      const broken: Unit = {
        name,
        sections: Object.entries(sections).map(([section, entries]) => ({
          name: section,
          entries: Object.entries(entries).map(([key, value]) => ({ key, value })),
        })),
      };
      expect(
        validateUnit(broken).some(({ severity }) => severity === "error"),
        name,
      ).toBe(true);
      expect(() => make(name, sections), name).toThrow(UnitError);
      writeFileSync(
        join(folder, `${name.replace(/\..*/, "")}.service`),
        "[Service]\nType=oneshot\nExecStart=/bin/true\n",
      );
      expect(verify([broken]).status, name).not.toBe(0);
    }
  });
});
