import { describe, expect, it } from "vitest";
import {
  printDiagnostic,
  dropin,
  exec,
  mount,
  swap,
  automount,
  unit,
  UnitError,
  validateUnit,
  validateUnits,
} from "../index.ts";

/** Rule names of what is found, in order. */
function rulesOf(
  text: string,
  name = "a.service",
  options: { readonly systemd?: number; readonly without?: readonly string[] } = {},
): readonly string[] {
  return validateUnit(text, { name, ...options }).map(
    ({ severity, rule, line }) => `${severity} ${rule} ${line ?? "-"}`,
  );
}

const sound = "[Service]\nExecStart=/bin/true\n";

describe("validateUnit", () => {
  it.each([
    ["nothing wrong", sound, []],
    ["an unknown key", `${sound}Restrat=always\n`, ["warning unknown-key 3"]],
    ["an obsolete key", `${sound}MemoryLimit=1G\n`, ["warning obsolete-key 3"]],
    ["an unknown section", `${sound}[Instal]\nWantedBy=a.target\n`, ["warning section 3"]],
    ["a section of another program", `${sound}[X-Thing]\nwhatever=1\n`, []],
    ["a bad boolean", `${sound}RemainAfterExit=maybe\n`, ["error value 3"]],
    ["a bad time span", `${sound}RestartSec=5 fortnights\n`, ["error value 3"]],
    ["a bad dependency", `[Unit]\nWants=a.snapshot\n${sound}`, ["error value 2"]],
    ["a stray percent sign", `[Unit]\nDescription=100%\n${sound}`, ["warning stray-percent 2"]],
    ["a specifier that [Install] lacks", `${sound}[Install]\nWantedBy=%t.target\n`, ["warning stray-percent 4"]],
    ["two ExecStart", `${sound}ExecStart=/bin/false\n`, ["error several-exec-start 3"]],
    ["two ExecStart with a reset between", `${sound}ExecStart=\nExecStart=/bin/false\n`, []],
    ["a oneshot that restarts always", `${sound}Type=oneshot\nRestart=always\n`, ["error oneshot-restart 4"]],
    ["online without wanting it", `[Unit]\nAfter=network-online.target\n${sound}`, ["warning ordering-only 2"]],
    ["order without requirement", `[Unit]\nAfter=b.service\n${sound}`, ["info ordering-only 2"]],
    [
      "an [Install] that enables nothing",
      `${sound}[Install]\nDefaultInstance=x\n`,
      ["warning install-empty 3", "warning default-instance 4"],
    ],
    ["a fetch that gives up", "[Service]\nExecStart=/usr/bin/docker run x\nRestart=always\n", ["info start-limit 2"]],
    ["a header with garbage", "[Service] x\n", ["error section-header 1", "error go-systemd 1"]],
    ["a line without =", `${sound}oops\n`, ["warning missing-equals 3", "error go-systemd 3"]],
    ["a long line", `${sound}Environment=A=${"x".repeat(2100)}\n`, ["error line-length 3"]],
    ["comments only", "# nothing\n", ["warning section -"]],
    ["nothing at all", "", ["warning section -"]],
    [
      "a comment that swallows the next line for Ignition",
      `[Unit]\n# see \\\nAfter=a.target\n${sound}`,
      ["warning parsers-differ 3"],
    ],
  ])("finds %s", (_, text, expected) => {
    expect(rulesOf(text)).toEqual(expected);
  });

  it.each([
    ["a.timer", "[Timer]\nPersistent=yes\n", "no-trigger"],
    ["a.path", "[Path]\nMakeDirectory=yes\n", "no-trigger"],
    ["a.socket", "[Socket]\nAccept=yes\n", "no-trigger"],
    ["a.socket", "[Socket]\nListenStream=80\nAccept=yes\nService=a.service\n", "socket-accept"],
    ["a.mount", "[Mount]\nWhat=/dev/sdb\nWhere=/b\n", "place-name"],
    ["a.mount", "[Mount]\nWhere=/a\n", "place"],
    ["a.swap", "[Swap]\nWhat=/dev/sdb\n", "place-name"],
    ["a.automount", "[Automount]\nWhere=/a/../b\n", "place"],
    ["a--b.slice", "[Slice]\nCPUWeight=100\n", "slice-name"],
    ["../../x.service", sound, "unit-name"],
    ["a.snapshot", sound, "unit-name"],
  ])("finds in %s %j the error %s", (name, text, rule) => {
    expect(
      validateUnit(text, { name })
        .filter(({ severity }) => severity === "error")
        .map((found) => found.rule),
    ).toContain(rule);
  });

  it("knows when a directive or a word came", () => {
    const text = "[Service]\nType=notify-reload\nExecStart=/bin/true\nRestartSteps=3\n";
    expect(rulesOf(text, "a.service", { systemd: 252 })).toEqual(["error newer-value 2", "error newer-key 4"]);
    expect(rulesOf(text, "a.service", { systemd: 254 })).toEqual([]);
    expect(rulesOf(text)).toEqual([]);
  });

  it("leaves out rules by name", () => {
    expect(rulesOf(`${sound}Restrat=always\n`, "a.service", { without: ["unknown-key"] })).toEqual([]);
  });

  it("reads a drop-in as what it adds to", () => {
    expect(validateUnit("[Service]\nRestart=always\n", { name: "10-restart.conf", of: "a.service" })).toEqual([]);
    expect(
      validateUnit("[Service]\nRestart=always\n", { name: "10-restart", of: "a.service" }).map(({ rule }) => rule),
    ).toEqual(["dropin-name"]);
  });

  it("says what, where and what to do in a line", () => {
    expect(validateUnit(`${sound}Restrat=always\n`, { name: "a.service" }).map(printDiagnostic)).toMatchInlineSnapshot(`
      [
        "warning at $.Service.Restrat, line 3 col 1: [Service] has no Restrat=: systemd ignores it [unknown-key]
        Did you mean Restart=?",
      ]
    `);
  });
});

describe("place units", () => {
  it("take their names from their places", () => {
    expect(mount({ Mount: { What: "/dev/xvdb", Where: "/var/lib/my data", Type: "ext4" } }).name).toBe(
      "var-lib-my\\x20data.mount",
    );
    expect(automount({ Automount: { Where: "/srv" } }).name).toBe("srv.automount");
    expect(swap({ Swap: { What: "/dev/disk/by-label/swap" } }).name).toBe("dev-disk-by\\x2dlabel-swap.swap");
  });

  it.each(["relative", "/a/../b", "/%i", ""])("refuse the place %j", (where) => {
    expect(() => mount({ Mount: { What: "/dev/xvdb", Where: where } })).toThrow(UnitError);
  });
});

describe("validateUnits", () => {
  const a = unit("a.service", {
    Unit: { Requires: "b.service", After: "b.service" },
    Service: { ExecStart: exec("/bin/a") },
  });
  const b = unit("b.service", {
    Unit: { Wants: ["getty@tty1.service", "gone.service"] },
    Service: { ExecStart: exec("/bin/b") },
  });
  const b2 = unit("b.service", {
    Unit: { Wants: "a.service", After: "a.service" },
    Service: { ExecStart: exec("/bin/b") },
  });
  const extra = dropin("c.service", "x.conf", { Unit: { After: "a.service", Wants: "a.service" } });

  it("finds references and drop-ins that lead nowhere", () => {
    expect(
      validateUnits([a, b, extra], { provided: ["getty@.service"] }).map(
        ({ unit: of, path, rule }) => `${of} ${path} ${rule}`,
      ),
    ).toEqual(["b.service $.Unit.Wants missing-unit", "c.service.d/x.conf $.of missing-unit"]);
    expect(validateUnits([a, b, extra])).toEqual([]);
  });

  it("finds units that wait for each other, and names given twice", () => {
    expect(validateUnits([a, b2]).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      "ordering-cycle: these units wait for each other: a.service after b.service after a.service. systemd would drop one of them at boot",
    ]);
    expect(validateUnits([b, b]).map(({ rule }) => rule)).toEqual(["duplicate-unit"]);
  });

  it("goes through long chains without a deep stack", () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => ({
      name: `u${at}.target`,
      sections: [{ name: "Unit", entries: [{ key: "After", value: `u${at + 1}.target` }] }],
    }));
    expect(validateUnits(chain)).toEqual([]);
  });
});
