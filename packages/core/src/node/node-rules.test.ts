import { dropin, exec, unit, type Unit } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { etcd, secret } from "../index.ts";

const body = "A".repeat(68);
const root = "pools.web";

describe("public keys", () => {
  it.each([
    [`ssh-ed25519 ${body}`, []],
    [`ssh-rsa ${body}== me@home`, []],
    [`ssh-ed25519 ${body}\n`, []],
    [`ecdsa-sha2-nistp256 ${body}`, ["key-form"]],
    [`ssh-dss ${body}`, ["key-form"]],
    [`xssh-rsa ${body}`, ["key-form"]],
    [`ssh-rsa ${body}!`, ["key-form"]],
    [`ssh-rsa ${body}===`, ["key-form"]],
    [`ssh-rsa ${"A".repeat(39)}`, ["key-form"]],
    [`ssh-rsa ${"A".repeat(40)}`, []],
    [`ssh-rsa ${body} a\nb`, ["key-form"]],
    ["-----BEGIN PRIVATE KEY-----", ["key-private"]],
  ])("%j: %j", (publicKey, broken) => {
    expect(brokenRules(ofPool({ publicKey }))).toEqual(broken.map((rule) => `${rule} at ${root}.publicKey`));
  });

  it.each([
    [`ecdsa-sha2-nistp521 ${body}`, []],
    ["none", [`key-form at ${root}.users.0.publicKeys.1`]],
  ])("of an account, %s", (key, broken) => {
    const publicKeys = [`ssh-rsa ${body}`, key];
    expect(brokenRules(ofPool({ users: [{ name: "me", publicKeys }] }))).toEqual(broken);
  });
});

describe("files", () => {
  it.each([
    ["/etc/app", "flatcar", undefined],
    ["/opt/bin/app", "flatcar", undefined],
    ["etc/app", "flatcar", "file-path"],
    ["/etc//app", "flatcar", "file-path"],
    ["/etc/app/", "flatcar", "file-path"],
    ["/etc/./app", "flatcar", "file-path"],
    ["/etc/..", "flatcar", "file-path"],
    ["/etc/..app", "flatcar", undefined],
    ["/etc/a\0b", "flatcar", "file-path"],
    ["/run/app", "flatcar", "file-volatile"],
    ["/tmp/app", "ubuntu", "file-volatile"],
    ["/proc/app", "ubuntu", "file-volatile"],
    ["/sys/app", "ubuntu", "file-volatile"],
    ["/dev/app", "ubuntu", "file-volatile"],
    ["/srv/run/app", "flatcar", undefined],
    ["/runner/app", "flatcar", undefined],
    ["/usr/app", "flatcar", "file-immutable"],
    ["/usr/app", "fedora-coreos", "file-immutable"],
    ["/usr/app", "ubuntu", undefined],
    ["/usr/app", "amazon-linux", undefined],
    ["/opt/drydock/app", "flatcar", "file-reserved"],
    ["/etc/drydock/app", "flatcar", "file-reserved"],
    ["/srv/etc/drydock/app", "flatcar", undefined],
    ["/etc/drydocks/app", "flatcar", undefined],
  ] as const)("at %j on %s: %s", (path, image, rule) => {
    const broken = rule === undefined ? [] : [`${rule} at ${root}.files.0.path`];
    expect(brokenRules(ofPool({ image, files: [{ path, text: "" }] }))).toEqual(broken);
  });

  it.each([
    ["644", true],
    ["0644", true],
    ["1644", false],
    ["06444", false],
    ["64", false],
    ["0648", false],
  ])("of mode %s: %j", (mode, isMode) => {
    const broken = isMode ? [] : [`file-mode at ${root}.files.0.mode`];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text: "", mode }] }))).toEqual(broken);
  });

  it.each([
    ["app", true],
    ["app:app", true],
    ["app:", false],
    ["1app", false],
    ["app:app:app", false],
    ["a b", false],
  ])("owned by %s: %j", (owner, isOwner) => {
    const broken = isOwner ? [] : [`owner-form at ${root}.files.0.owner`];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text: "", owner }] }))).toEqual(broken);
  });

  it.each([
    ["-----BEGIN PRIVATE KEY-----", true],
    ["-----BEGIN OPENSSH PRIVATE KEY-----", true],
    ["-----BEGIN PUBLIC KEY-----", false],
    ["key AKIAABCDEFGHIJKLMNOP", true],
    ["key ASIAABCDEFGHIJKLMNOP.", true],
    ["XAKIAABCDEFGHIJKLMNOP", false],
    ["AKIAABCDEFGHIJKLMNOPQ", false],
    ['{"auths" : {}}', true],
    ['{"auth": "eDp5"}', true],
    ['{"auth": 1}', false],
    ['{"authors": "me"}', false],
  ])("with %j: %j", (text, isSecret) => {
    const broken = isSecret ? [`file-secret at ${root}.files.0.text`] : [];
    expect(brokenRules(ofPool({ files: [{ path: "/etc/a", text }] }))).toEqual(broken);
  });

  it("each has a path of its own, which no secret has", () => {
    const file = { path: "/etc/a", text: "" };
    expect(brokenRules(ofPool({ files: [file, file] }))).toEqual([`file-duplicate at ${root}.files.1.path`]);
    const shared = ofPool({ files: [file], secrets: { t: "/etc/a" } }, { secrets: { t: secret.generated() } });
    expect(brokenRules(shared)).toEqual([`file-duplicate at ${root}.files.0.path`]);
  });
});

it.each([
  ["core", true],
  ["_a-1", true],
  ["a".repeat(31), true],
  ["a".repeat(32), false],
  ["1a", false],
  ["Core", false],
  ["a b", false],
  ["!a", false],
])("an account %s: %j", (name, isName) => {
  expect(brokenRules(ofPool({ users: [{ name }] }))).toEqual(isName ? [] : [`user-name at ${root}.users.0.name`]);
});

it.each([
  ["ubuntu", "htop", []],
  ["amazon-linux", "a.b+c_d=1-e", []],
  ["ubuntu", "-htop", ["package-name at pools.web.packages.0"]],
  ["ubuntu", "htop;", ["package-name at pools.web.packages.0"]],
  ["flatcar", "htop", ["packages-immutable at pools.web.packages"]],
  ["fedora-coreos", "htop", ["packages-immutable at pools.web.packages"]],
] as const)("on %s, the package %s", (image, name, broken) => {
  expect(brokenRules(ofPool({ image, packages: [name] }))).toEqual(broken);
});

function service(name: `${string}.service`, after: readonly string[] = [], install = true): Unit {
  return unit(name, {
    Unit: { After: [...after] },
    Service: { ExecStart: exec("/bin/true") },
    ...(install && { Install: { WantedBy: "multi-user.target" } }),
  });
}

describe("units", () => {
  it.each([
    ["docker.service", []],
    ["basic.target", []],
    ["drydock-secrets.service", []],
    ["drydock-instance.service", []],
    ["app.service", []],
    ["getty@tty1.service", []],
    ["dev-sda.device", []],
    ["var-lib.mount", []],
    ["a.automount", []],
    ["a.swap", []],
    ["a.slice", []],
    ["a.scope", []],
    ["a-%i.service", []],
    ["web.service", [`unit-unknown at ${root}.units.0.Unit.After`]],
    ["web.device.service", [`unit-unknown at ${root}.units.0.Unit.After`]],
    ["web.service docker.service", [`unit-unknown at ${root}.units.0.Unit.After`]],
  ])("after %s: %j", (after, broken) => {
    expect(brokenRules(ofPool({ units: [service("app.service", after.split(" "))] }))).toEqual(broken);
  });

  it.each(["After", "Requires", "Wants", "Requisite", "BindsTo", "PartOf", "Upholds"] as const)("%s=", (key) => {
    const unitOf = (name: string) =>
      unit("app.service", { Unit: { [key]: name }, Service: { ExecStart: exec("/bin/true") } });
    expect(brokenRules(ofPool({ units: [unitOf("docker.service")] }))).toEqual([]);
    expect(brokenRules(ofPool({ units: [unitOf("web.service")] }))).toEqual([
      `unit-unknown at ${root}.units.0.Unit.${key}`,
    ]);
  });

  it("may be ordered after a quadlet of the role, or what a package brings, which is not sure", () => {
    const units = [service("app.service", ["web.service"])];
    const path = "/etc/containers/systemd/web.container";
    expect(brokenRules(ofPool({ image: "fedora-coreos", units, files: [{ path, text: "" }] }))).toEqual([]);
    const elsewhere = [{ path: `/srv${path}`, text: "" }];
    expect(brokenRules(ofPool({ image: "fedora-coreos", units, files: elsewhere }))).toHaveLength(1);
    const given = ofPool({ image: "ubuntu", packages: ["nginx"], units });
    expect(brokenRules(given)).toEqual([`unit-unknown at ${root}.units.0.Unit.After`]);
  });

  it("of members may be ordered after etcd", () => {
    const units = [service("app.service", ["etcd-member.service"])];
    const store = etcd({ addresses: ["10.10.3.100"], image: "ubuntu", units });
    expect(brokenRules(ofPool({}, { etcd: store }))).toEqual([]);
    expect(brokenRules(ofPool({ image: "ubuntu", units }))).toEqual([`unit-unknown at ${root}.units.0.Unit.After`]);
  });

  it.each([
    ["drydock-app.service", ["unit-reserved at pools.web.units.0"]],
    ["etcd-member.service", ["unit-reserved at pools.web.units.0"]],
    ["my-drydock-app.service", []],
  ] as const)("named %s", (name, broken) => {
    expect(brokenRules(ofPool({ units: [service(name)] }))).toEqual(broken);
  });

  it("are named once, and say when to start where they are enabled", () => {
    const bare = service("app.service", [], false);
    expect(brokenRules(ofPool({ units: [service("app.service"), service("app.service")] }))).toEqual([
      `unit-duplicate at ${root}.units.1`,
    ]);
    expect(brokenRules(ofPool({ units: [bare] }))).toEqual([]);
    expect(brokenRules(ofPool({ units: [{ unit: bare, enable: false }] }))).toEqual([]);
    expect(brokenRules(ofPool({ units: [{ unit: bare, enable: true }] }))).toEqual([`unit-install at ${root}.units.0`]);
  });

  it.each([
    ["docker.service", []],
    ["fleet.service", [`dropin-unit at ${root}.dropins.0`]],
  ] as const)("drop-ins for %s", (of, broken) => {
    const dropins = [dropin(of, "10-x.conf", { Unit: { After: "docker.service" } })];
    expect(brokenRules(ofPool({ dropins }))).toEqual(broken);
  });

  it.each([
    ["docker.service", []],
    ["fleet.service", [`unit-unknown at ${root}.secrets.token.before`]],
  ])("that wait for a secret, %s", (name, broken) => {
    const secrets = { token: { path: "/etc/token", before: [name] } };
    expect(brokenRules(ofPool({ secrets }, { secrets: { token: secret.generated() } }))).toEqual(broken);
  });
});
