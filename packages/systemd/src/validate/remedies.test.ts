import { expect, it } from "vitest";
import { escapePath, UnitError, validateQuadlet, validateUnit, validateUnitName } from "../index.ts";

const sound = "[Service]\nExecStart=/bin/true\n";

it.each([
  ["unknown-key", "a.service", `${sound}Restrat=no\n`, "Did you mean Restart=?"],
  ["unknown-key", "a.service", `${sound}WantedBy=a.target\n`, "It belongs in [Install]."],
  ["obsolete-key", "a.service", `${sound}BusPolicy=x\n`, "Remove it: kdbus is gone."],
  ["section", "a.service", `${sound}[Instal]\nWantedBy=a.target\n`, "Did you mean [Install]?"],
  [
    "section",
    "a.service",
    `${sound}[Timer]\nOnBootSec=1\n`,
    "It has [Unit], [Service], [Install], and X-… for other programs.",
  ],
  [
    "install-empty",
    "a.service",
    `${sound}[Install]\n`,
    "Give it WantedBy=, RequiredBy=, UpheldBy=, Alias= or Also=, or leave it out.",
  ],
  ["ordering-only", "a.service", `[Unit]\nAfter=network-online.target\n${sound}`, "Add Wants=network-online.target."],
  [
    "ordering-only",
    "a.service",
    `[Unit]\nAfter=b.service\n${sound}`,
    "Add Wants=b.service or Requires=b.service where this unit needs it.",
  ],
  ["no-exec-start", "a.service", "[Service]\nUser=a\n", "Give it an ExecStart=."],
  ["several-exec-start", "a.service", `${sound}ExecStart=/bin/a\n`, "Use ExecStartPre=, or Type=oneshot."],
  ["oneshot-restart", "a.service", `${sound}Type=oneshot\nRestart=always\n`, "Use Restart=on-failure, or a timer."],
  ["oneshot-runtime-max", "a.service", `${sound}Type=oneshot\nRuntimeMaxSec=1\n`, "Use TimeoutStartSec=."],
  ["dbus-name", "a.service", `${sound}Type=dbus\n`, "Give it BusName=."],
  [
    "start-limit",
    "a.service",
    "[Service]\nExecStart=/usr/bin/curl x\nRestart=always\n",
    "Set StartLimitIntervalSec=0 in [Unit], or a RestartSec= that is long enough.",
  ],
  ["stray-percent", "a.service", `[Unit]\nDescription=100%\n${sound}`, "Write %% for a percent sign."],
  ["no-trigger", "a.timer", "[Timer]\nPersistent=yes\n", "Give it OnCalendar=, OnBootSec= or another On…=."],
  ["place-name", "a.mount", "[Mount]\nWhat=/dev/sdb\nWhere=/b/c\n", "Where=/b/c belongs in b-c.mount."],
  ["place", "a.automount", "[Automount]\nWhere=/a/../b\n", "Give an absolute path without a .. part."],
  [
    "slice-name",
    "a--b.slice",
    "[Slice]\nCPUWeight=100\n",
    "Let each - stand alone between two parts; escape a literal - as \\x2d.",
  ],
  ["line-length", "a.service", `${sound}Environment=A=${"x".repeat(2100)}\n`, "Wrap it with a backslash."],
  ["value", "a.service", `${sound}Restart=on-failur\n`, "Did you mean on-failure?"],
  ["value", "a.service", `${sound}RemainAfterExit=maybe\n`, "Write yes, no, true, false, on, off, 1 or 0."],
  ["value", "a.service", `${sound}LimitNOFILE=many\n`, 'Give a number, "infinity", or "soft:hard".'],
  ["value", "a.service", `${sound}KillSignal=SIGWHAT\n`, 'Write "SIGTERM" or the like, or a number from 1 to 64.'],
  ["value", "a.service", `${sound}Environment=a b\n`, "Quote a value that has blanks."],
  ["value", "a.service", "[Service]\nExecStart=bin/a\n", "Give an absolute path, or a bare name."],
  ["fleet-key", "a.service", `${sound}[X-Fleet]\nMachineId=x\n`, "Did you mean MachineID=?"],
  ["fleet-deprecated", "a.service", `${sound}[X-Fleet]\nX-Conflicts=b*\n`, "Use Conflicts=."],
  [
    "fleet-install",
    "a.service",
    `${sound}[X-Fleet]\nGlobal=true\n[Install]\nWantedBy=a.target\n`,
    "Leave [Install] out.",
  ],
  [
    "unit-name",
    "a",
    sound,
    "End it with one of .service .socket .device .mount .automount .swap .target .path .timer .slice .scope.",
  ],
])("%s in %s says what to do", (rule, name, text, remedy) => {
  const remedies = validateUnit(text, { name })
    .filter((found) => found.rule === rule)
    .map((found) => found.remedy);
  expect(remedies).toContain(remedy);
});

it.each([
  [
    "quadlet-service",
    "[Container]\nImage=a\n[Service]\nUser=b\n",
    "Use User= and Group= of [Container], or a rootless quadlet.",
  ],
  ["quadlet-service", "[Container]\nImage=a\n[Service]\nKillMode=none\n", "Use mixed or control-group."],
  ["quadlet-timeout", "[Container]\nImage=a\n", "Set TimeoutStartSec=900 in [Service]."],
  [
    "section",
    "[Container]\nImage=a\n[Volume]\nCopy=yes\n",
    "It has [Unit], [Container], [Service], [Install], [Quadlet].",
  ],
])("%s of a quadlet says what to do", (rule, text, remedy) => {
  const found = validateQuadlet(text, "w.container").filter((one) => one.rule === rule);
  expect(found.map((one) => one.remedy)).toContain(remedy);
});

it("a difference between the parsers says where to look", () => {
  const found = validateUnit(`[Unit]\n# see \\\nAfter=a.target\n${sound}`, { name: "a.service" });
  expect(found.map(({ remedy }) => remedy)).toEqual([
    "Look for a comment inside a continuation or ending in a backslash, or for text before the first section.",
  ]);
});

it("a name and a path that cannot be escaped say what to do", () => {
  expect(validateUnitName("a/b.service").map(({ remedy }) => remedy)).toEqual([
    "A unit name is no path: leave the folder out.",
  ]);
  expect(() => escapePath("/a/../b")).toThrow(UnitError);
  expect(() => escapePath("/a/../b")).toThrow("Give the path that it stands for.");
});
