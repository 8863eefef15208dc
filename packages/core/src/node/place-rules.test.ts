import { dropin, exec, unit } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import { brokenRules, ofEtcd, ofPool } from "../../test/broken-rules.ts";
import { fullBlueprint, systems } from "../../test/every-system.ts";
import { faultsOf } from "../../test/faults-of.ts";
import {
  blueprint,
  cloudConfig,
  ignitionConfig,
  machines,
  network,
  nodesOf,
  secret,
  workers,
  type Blueprint,
  type BlueprintNode,
  type BlueprintParts,
} from "../index.ts";

/** Every path that the user data of a node writes. */
function writtenBy({ reads, config }: BlueprintNode): string[] {
  if (reads.format === "cloud-config") return (cloudConfig(config).write_files ?? []).map(({ path }) => path);
  const { storage, systemd } = ignitionConfig(config);
  return [
    ...(storage?.files ?? []).map(({ path }) => path),
    ...(systemd?.units ?? []).flatMap(({ name, contents, dropins = [] }) => [
      ...(contents === undefined ? [] : [`/etc/systemd/system/${name}`]),
      ...dropins.map((one) => `/etc/systemd/system/${name}.d/${one.name}`),
    ]),
  ];
}

/** The blueprint with more content for one of its roles. */
function withContent(given: Blueprint, role: string, content: object): Blueprint {
  const { name, ...parts } = JSON.parse(JSON.stringify(given)) as Blueprint;
  Object.assign((role === "etcd" ? parts.etcd : parts.pools?.[role]) ?? {}, content);
  return blueprint<BlueprintParts>(name, parts);
}

describe.each(systems)("on %s", (os) => {
  const given = fullBlueprint(os);
  const nodes = nodesOf(given).filter(({ role }, index, all) => all.findIndex((one) => one.role === role) === index);

  it.each(nodes)("no path that the user data of $role writes is free for a file or a secret", (node) => {
    const paths = writtenBy(node);
    const at = node.role === "etcd" ? "etcd" : `pools.${node.role}`;
    expect(paths.length).toBeGreaterThan(5);
    const files = paths.map((path) => ({ path, text: "", mode: "0644", owner: "root:root" }));
    const uses = paths.map((path, index) => [`s${index}`, { path, owner: "root:root", mode: "0600", before: [] }]);
    const ofFiles = brokenRules(withContent(given, node.role, { files }));
    const ofSecrets = brokenRules(withContent(given, node.role, { files: [], secrets: Object.fromEntries(uses) }));
    const free = paths.filter(
      (path, index) =>
        path !== "/etc/app/app.conf" &&
        !(
          ofFiles.includes(`file-reserved at ${at}.files.${index}.path`) &&
          ofSecrets.includes(`secret-path-taken at ${at}.secrets.s${index}.path`)
        ),
    );
    expect(free).toEqual([]);
  });
});

const dockerConfig = secret.dockerConfig({ fromEnv: "DOCKERCFG" });
const web = unit("web.service", { Service: { ExecStart: exec("/bin/true") } });
const late = dropin("web.service", "20-late.conf", { Service: { RestartSec: 5 } });

it.each([
  ["/etc/flatcar/update.conf", true],
  ["/etc/flatcar/update.conf/more", true],
  ["/etc/flatcar", true],
  ["/etc/flatcar/update.confs", false],
  ["/etc/flatcar/other.conf", false],
  ["/root/.docker/config.json", true],
  ["/root/.docker/other.json", false],
  ["/etc/systemd/system/web.service", true],
  ["/etc/systemd/system/web.service.d/20-late.conf", true],
  ["/etc/systemd/system/web.service.d/10-drydock-secrets.conf", true],
  ["/etc/systemd/system/web.service.d/30-own.conf", false],
  ["/etc/systemd/system/drydock-secrets.service", true],
  ["/etc/systemd/system-preset/20-ignition.preset", true],
  ["/etc/zincati/config.d/55-updates-strategy.toml", false],
])("a file at %s of a role on Flatcar: taken is %j", (path, isTaken) => {
  const given = ofPool({ files: [{ path, text: "" }], units: [web], dropins: [late] }, { secrets: { dockerConfig } });
  expect(brokenRules(given)).toEqual(isTaken ? ["file-reserved at pools.web.files.0.path"] : []);
});

it.each(["ca.crt", "tls.crt", "tls.key"])(
  "a file in the place of a certificate's %s is refused where there is one",
  (name) => {
    const files = [{ path: `/etc/etcd/tls/${name}`, text: "" }];
    expect(brokenRules(ofEtcd({ files }))).toEqual(["file-reserved at etcd.files.0.path"]);
    expect(brokenRules(ofEtcd({ files, tls: "off" }))).toEqual([]);
  },
);

it("a secret may lie where registry credentials would, which it then is", () => {
  const given = ofPool({ secrets: { dockerConfig: "/root/.docker/config.json" } }, { secrets: { dockerConfig } });
  expect(brokenRules(given)).toEqual([]);
});

it("nothing is said of places where the role itself is too wrong to tell", () => {
  const given = ofPool({
    files: [{ path: "/etc/flatcar/update.conf", text: "" }],
    updates: { strategy: "reboot", window: { start: "noon", minutes: 60 } },
  });
  expect(brokenRules(given)).toEqual(["window-start at pools.web.updates.window.start"]);
});

faultsOf([
  [
    "files, units, drop-ins and secrets in places of Drydock's",
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16" }),
      pools: {
        web: workers({
          subnets: "private",
          size: { min: 0, desired: 1, max: 2 },
          files: [
            { path: "/etc/flatcar/update.conf", text: "REBOOT_STRATEGY=reboot\n" },
            { path: "/etc/systemd/system/web.service", text: "" },
            { path: "/etc/flatcar", text: "" },
          ],
          units: [web],
          dropins: [dropin("web.service", "10-drydock-secrets.conf", { Service: { RestartSec: 5 } }), late, late],
          secrets: { token: "/etc/flatcar/update.conf", key: "/etc/drydock/key" },
        }),
      },
      secrets: { token: secret.generated(), key: secret.generated() },
    }),
    `error at fleet.pools.web.files.0.path: /etc/flatcar/update.conf is where secret "token" goes [file-duplicate]
       Give one of them another path.
     error at fleet.pools.web.files.2.path: /etc/flatcar cannot be there beside secret "token" at /etc/flatcar/update.conf: one of the two is a folder [file-duplicate]
       Give one of them another path.
     error at fleet.pools.web.files.2.path: /etc/flatcar cannot be there beside file 0, /etc/flatcar/update.conf: one of the two is a folder [file-duplicate]
       Give one of them another path.
     error at fleet.pools.web.dropins.0: drop-in "10-drydock-secrets.conf" of "web.service" is Drydock's own [unit-reserved]
       Give it another name: what comes later by name counts.
     error at fleet.pools.web.dropins.2: drop-in "20-late.conf" of "web.service" is drop-in 1 already [unit-duplicate]
       Give each drop-in of a unit a name of its own.
     error at fleet.pools.web.files.0.path: /etc/flatcar/update.conf is written by the role's updates already [file-reserved]
       Say it by updates of the role, or put it elsewhere.
     error at fleet.pools.web.files.1.path: /etc/systemd/system/web.service is written by unit "web.service" already [file-reserved]
       Say it once, as a unit or as a file.
     error at fleet.pools.web.files.2.path: /etc/flatcar cannot be there beside /etc/flatcar/update.conf, which is written by the role's updates: one of the two is a folder [file-reserved]
       Say it by updates of the role, or put it elsewhere.
     error at fleet.pools.web.secrets.token.path: /etc/flatcar/update.conf is written by the role's updates already [secret-path-taken]
       Say it by updates of the role, or put it elsewhere.
     error at fleet.pools.web.secrets.key.path: /etc/drydock/key is in a folder of Drydock's own [secret-path-taken]
       Put it elsewhere.`,
  ],
  [
    "unit in the place of the mount of a data volume",
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16" }),
      pools: {
        db: machines({
          subnets: "private",
          count: 1,
          volume: {},
          units: [unit("var-lib-data.mount", { Mount: { What: "/dev/sdb", Where: "/var/lib/data" } })],
        }),
      },
    }),
    `error at fleet.pools.db.units.0: "var-lib-data.mount" is a unit that Drydock writes for this role [unit-reserved]
       Give it another name, or add to that unit by a drop-in.`,
  ],
]);
