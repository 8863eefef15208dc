import { dropin, exec, unit, type Unit } from "@drydock/systemd";
import { expect, it } from "vitest";
import { brokenRules, ofPool } from "../../test/broken-rules.ts";
import { faultsOf } from "../../test/faults-of.ts";
import { etcd, secret } from "../index.ts";

const root = "pools.web";

function service(name: `${string}.service`, after: readonly string[] = [], install = true): Unit {
  return unit(name, {
    Unit: { After: [...after] },
    Service: { ExecStart: exec("/bin/true") },
    ...(install && { Install: { WantedBy: "multi-user.target" } }),
  });
}

it.each([
  ["docker.service", []],
  ["basic.target", []],
  ["drydock-secrets.service", []],
  ["drydock-instance.service", []],
  ["drydock-secrets-refresh.service", []],
  ["drydock-secrets-refresh.timer", []],
  ["drydock-volume.service", []],
  ["drydock-etcd-formation.service", []],
  ["drydock-etcd-settle.service", []],
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
  const later = [{ path: `${path}.bak`, text: "" }];
  expect(brokenRules(ofPool({ image: "fedora-coreos", units, files: later }))).toHaveLength(1);
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

faultsOf([
  [
    "After= on a unit that exists nowhere",
    ofPool({
      units: [service("app.service", ["dokcer.service", "network-online.target"])],
    }),
    `error at fleet.pools.web.units.0.Unit.After: "dokcer.service" is a unit of neither the role nor flatcar [unit-unknown]
       Did you mean "docker.service"? Otherwise add the unit to the role.
     warning at fleet.pools.web.units.0.Unit.After: After=network-online.target orders but pulls nothing in, so it may wait for nothing [unit-invalid]
       Add Wants=network-online.target.`,
  ],
  [
    "drop-in for a unit that exists nowhere",
    ofPool({
      dropins: [dropin("fleet.service", "10-x.conf", { Unit: { After: "docker.service" } })],
    }),
    `error at fleet.pools.web.dropins.0: "fleet.service" is a unit of neither the role nor flatcar [dropin-unit]
       Add the unit to the role, or remove the name.`,
  ],
  [
    "unit of Drydock's own, and one twice",
    ofPool({
      units: [
        service("drydock-secrets.service", ["docker.service"]),
        service("app.service", ["docker.service"]),
        service("app.service", ["docker.service"]),
      ],
    }),
    `error at fleet.pools.web.units.0: "drydock-secrets.service" is a name of Drydock's own units [unit-reserved]
       Give it another name, or add to that unit by a drop-in.
     error at fleet.pools.web.units.2: "app.service" is unit 1 already [unit-duplicate]
       Give each unit a name of its own; add to one by a drop-in.`,
  ],
  [
    "unit that systemd does not take",
    ofPool({
      units: [
        {
          enable: true,
          unit: {
            name: "app.service",
            sections: [{ name: "Service", entries: [{ key: "ExecStrat", value: "/bin/true" }] }],
          },
        },
      ],
    }),
    `error at fleet.pools.web.units.0: "app.service" is to start at boot and has no [Install] section [unit-install]
       Add Install: { WantedBy: "multi-user.target" }, or set enable to false.
     error at fleet.pools.web.units.0: Service has no ExecStart=, ExecStop=, or SuccessAction=: systemd refuses it [unit-invalid]
       Give it an ExecStart=.
     warning at fleet.pools.web.units.0.Service.ExecStrat: [Service] has no ExecStrat=: systemd ignores it [unit-invalid]
       Did you mean ExecStart=?`,
  ],
  [
    "unit of which systemd's rule says only what is wrong",
    ofPool({
      units: [
        {
          enable: false,
          unit: {
            name: "app.service",
            sections: [
              {
                name: "Service",
                entries: [
                  { key: "ExecStart", value: "/bin/true" },
                  { key: "ExecStop", value: '/bin/kill "x' },
                ],
              },
            ],
          },
        },
      ],
    }),
    `error at fleet.pools.web.units.0.Service.ExecStop: ExecStop=: "/bin/kill \\"x" cannot be split into words: the quote " opened at offset 10 is never closed [unit-invalid]
       Correct the unit: systemd or Ignition would not take it as it is meant.`,
  ],
  [
    "unit far from any that is known, in a drop-in and before a secret",
    ofPool(
      {
        dropins: [dropin("docker.service", "10-x.conf", { Unit: { After: "a-unit-that-no-system-has.service" } })],
        secrets: { token: { path: "/etc/token", before: ["web.service"] } },
      },
      { secrets: { token: secret.generated() } },
    ),
    `error at fleet.pools.web.dropins.0.Unit.After: "a-unit-that-no-system-has.service" is a unit of neither the role nor flatcar [unit-unknown]
       Add the unit to the role, or remove the name.
     error at fleet.pools.web.secrets.token.before: "web.service" is a unit of neither the role nor flatcar [unit-unknown]
       Add the unit to the role, or remove the name.`,
  ],
  [
    "unit twice in one line, and one without its suffix",
    ofPool(
      {
        units: [service("app.service", ["web.service web.service"])],
        secrets: { token: { path: "/etc/token", before: ["docker"] } },
      },
      { secrets: { token: secret.generated() } },
    ),
    `error at fleet.pools.web.units.0.Unit.After: "web.service" is a unit of neither the role nor flatcar [unit-unknown]
       Add the unit to the role, or remove the name.
     error at fleet.pools.web.secrets.token.before: "docker" is a unit of neither the role nor flatcar [unit-unknown]
       Did you mean "docker.service"? Otherwise add the unit to the role.`,
  ],
  [
    "unit that a package may bring",
    ofPool({ image: "ubuntu", packages: ["nginx"], units: [service("app.service", ["nginx.service"])] }),
    `warning at fleet.pools.web.units.0.Unit.After: "nginx.service" is a unit of neither the role nor ubuntu [unit-unknown]
       Add the unit to the role, or remove the name.`,
  ],
  [
    "unit to start at boot whose [Install] section is empty",
    ofPool({
      units: [
        {
          enable: true,
          unit: {
            name: "app.service",
            sections: [
              { name: "Service", entries: [{ key: "ExecStart", value: "/bin/true" }] },
              { name: "Install", entries: [] },
            ],
          },
        },
      ],
    }),
    `error at fleet.pools.web.units.0: "app.service" is to start at boot and has no [Install] section [unit-install]
       Add Install: { WantedBy: "multi-user.target" }, or set enable to false.
     warning at fleet.pools.web.units.0.Install: [Install] enables nothing [unit-invalid]
       Give it WantedBy=, RequiredBy=, UpheldBy=, Alias= or Also=, or leave it out.`,
  ],
  [
    "drop-in that systemd does not take",
    ofPool({
      dropins: [
        {
          of: "docker.service",
          name: "10-x.conf",
          sections: [{ name: "Service", entries: [{ key: "ExecStrat", value: "/bin/true" }] }],
        },
      ],
    }),
    `warning at fleet.pools.web.dropins.0.Service.ExecStrat: [Service] has no ExecStrat=: systemd ignores it [unit-invalid]
       Did you mean ExecStart=?`,
  ],
]);
