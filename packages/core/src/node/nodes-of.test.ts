import { exec, printUnit, unit } from "@drydock/systemd";
import { describe, expect, it } from "vitest";
import {
  blueprint,
  BlueprintError,
  etcd,
  journalGateway,
  network,
  nodesOf,
  pruneImages,
  resetFailed,
  secret,
  swapFile,
  workers,
} from "../index.ts";

const app = unit("app.service", {
  Service: { ExecStart: exec("/bin/true") },
  Install: { WantedBy: "multi-user.target" },
});
const fleet = blueprint("fleet", {
  network: network({ cidr: "10.10.0.0/16" }),
  etcd: etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"] }),
  pools: {
    web: workers({
      subnets: "public",
      size: { min: 0, desired: 1, max: 1 },
      metadata: { type: "t2.medium", monitor: "yes" },
      units: [app],
      secrets: { token: "/etc/app/token", old: "/etc/app/old" },
    }),
  },
  secrets: {
    dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }),
    token: secret.generated(),
    old: secret.existing({ arn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:old-AbCdEf" }),
  },
});
const nodes = nodesOf(fleet);
function node(name: string) {
  const found = nodes.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no node ${name}`);
  return found.config;
}
function text(name: string, path: string) {
  return node(name).files.find((file) => file.path === path)?.text;
}
function printed(name: string, unitName: string) {
  const found =
    node(name).units.find(({ unit: each }) => each.name === unitName)?.unit ??
    node(name).dropins.find(({ of }) => of === unitName);
  return found === undefined ? undefined : printUnit(found);
}

describe("a member of etcd", () => {
  it("knows its own URLs, the founders and where it proves that it stood before", () => {
    expect(text("etcd-2", "/etc/drydock/etcd-member.env")).toMatchInlineSnapshot(`
      "ETCD_NAME=etcd-2
      ETCD_LISTEN_PEER_URLS=https://10.10.4.100:2380
      ETCD_LISTEN_CLIENT_URLS=https://10.10.4.100:2379,https://127.0.0.1:2379
      ETCD_LISTEN_METRICS_URLS=http://0.0.0.0:2381
      ETCD_INITIAL_ADVERTISE_PEER_URLS=https://10.10.4.100:2380
      ETCD_ADVERTISE_CLIENT_URLS=https://10.10.4.100:2379
      ETCD_TRUSTED_CA_FILE=/etc/ssl/certs/ca.crt
      ETCD_CERT_FILE=/etc/ssl/certs/tls.crt
      ETCD_KEY_FILE=/etc/ssl/certs/tls.key
      ETCD_CLIENT_CERT_AUTH=true
      ETCD_PEER_TRUSTED_CA_FILE=/etc/ssl/certs/ca.crt
      ETCD_PEER_CERT_FILE=/etc/ssl/certs/tls.crt
      ETCD_PEER_KEY_FILE=/etc/ssl/certs/tls.key
      ETCD_PEER_CLIENT_CERT_AUTH=true
      ETCD_AUTO_COMPACTION_MODE=periodic
      ETCD_AUTO_COMPACTION_RETENTION=1h
      ETCD_FEATURE_GATES=InitialCorruptCheck=true,CompactHashCheck=true
      ETCD_DATA_DIR=/var/lib/etcd/data
      "
    `);
    expect(text("etcd-2", "/etc/drydock/etcd-formation.env")).toMatchInlineSnapshot(`
      "DRYDOCK_ETCD_DATA=/var/lib/etcd/data
      DRYDOCK_ETCD_OWNER=etcd:etcd
      DRYDOCK_ETCD_MARKER=/drydock/fleet/nodes/etcd/initialised
      DRYDOCK_ETCD_FOUNDERS=etcd-1=https://10.10.3.100:2380,etcd-2=https://10.10.4.100:2380,etcd-3=https://10.10.5.100:2380
      DRYDOCK_ETCD_PEERS="https://10.10.3.100:2379 https://10.10.5.100:2379"
      DRYDOCK_ETCD_SELF=https://10.10.4.100:2379
      DRYDOCK_TLS=/etc/etcd/tls
      "
    `);
  });

  it("starts after its formation is decided, on its own volume", () => {
    expect(printed("etcd-1", "etcd-member.service")).toMatchInlineSnapshot(`
      "[Unit]
      Requires=drydock-etcd-formation.service
      After=drydock-etcd-formation.service
      RequiresMountsFor=/var/lib/etcd

      [Service]
      Environment=ETCD_IMAGE_URL=quay.io/coreos/etcd
      Environment=ETCD_IMAGE_TAG=v3.6.14
      Environment=ETCD_SSL_DIR=/etc/etcd/tls
      Environment=DOCKER_CONFIG=/root/.docker
      EnvironmentFile=/etc/drydock/etcd-member.env
      EnvironmentFile=/run/drydock/etcd-formation.env
      "
    `);
    expect(printed("etcd-1", "var-lib-etcd.mount")).toMatchInlineSnapshot(`
      "[Unit]
      Description=Data volume at /var/lib/etcd
      DefaultDependencies=no
      Conflicts=umount.target
      Before=umount.target
      Requires=drydock-volume.service
      After=drydock-volume.service

      [Mount]
      What=/dev/disk/by-label/etcd-data
      Where=/var/lib/etcd
      Type=ext4
      Options=noatime

      [Install]
      WantedBy=multi-user.target
      "
    `);
    expect(printed("etcd-1", "drydock-etcd-formation.service")).toMatchInlineSnapshot(`
      "[Unit]
      Description=How this member of etcd starts
      Wants=network-online.target
      Requires=drydock-instance.service drydock-secrets.service
      After=network-online.target drydock-instance.service drydock-secrets.service
      Before=etcd-member.service
      RequiresMountsFor=/var/lib/etcd

      [Service]
      Type=oneshot
      RemainAfterExit=yes
      EnvironmentFile=-/etc/drydock/endpoints.env
      EnvironmentFile=/run/drydock/instance.env
      EnvironmentFile=/etc/drydock/etcd-member.env
      EnvironmentFile=/etc/drydock/etcd-formation.env
      ExecStart=/bin/sh /opt/drydock/etcd-formation.sh
      ExecStartPost=-/usr/bin/systemctl start --no-block etcd-member.service
      TimeoutStartSec=infinity
      Restart=on-failure
      RestartSec=60

      [Install]
      WantedBy=multi-user.target
      "
    `);
  });

  it("fetches its certificate for etcd's own user, and registry credentials for root", () => {
    expect(text("etcd-1", "/etc/drydock/secrets")?.split("\n")).toEqual([
      "bundle\tfleet/tls/etcd-1\t/etc/etcd/tls\tetcd:etcd\t0600",
      "text\tfleet/dockerConfig\t/root/.docker/config.json\troot:root\t0600",
      "",
    ]);
  });
});

describe("a worker", () => {
  it("knows the endpoints of etcd, in today's words and those of older systems", () => {
    expect(text("web", "/etc/drydock/etcd.env")).toMatchInlineSnapshot(`
      "ETCDCTL_API=3
      ETCDCTL_ENDPOINTS=https://10.10.3.100:2379,https://10.10.4.100:2379,https://10.10.5.100:2379
      ETCDCTL_CACERT=/etc/etcd/tls/ca.crt
      ETCDCTL_CERT=/etc/etcd/tls/tls.crt
      ETCDCTL_KEY=/etc/etcd/tls/tls.key
      ETCD_ENDPOINTS=https://10.10.3.100:2379,https://10.10.4.100:2379,https://10.10.5.100:2379
      ETCDM1=https://10.10.3.100:2379
      ETCDM2=https://10.10.4.100:2379
      ETCDM3=https://10.10.5.100:2379
      "
    `);
  });

  it("knows its place, with metadata as fleet had it", () => {
    expect(text("web", "/etc/drydock/node.env")).toBe(
      "DRYDOCK_CLUSTER=fleet\nDRYDOCK_ROLE=web\nFLEET_METADATA=type=t2.medium,monitor=yes\n",
    );
  });

  it("starts its own services after the secrets, a secret that stood already by its ARN", () => {
    expect(printed("web", "app.service")).toContain("ExecStart=/bin/true");
    expect(node("web").dropins.map((dropin) => [dropin.of, printUnit(dropin)])).toEqual([
      ["app.service", "[Unit]\nRequires=drydock-secrets.service\nAfter=drydock-secrets.service\n"],
    ]);
    expect(text("web", "/etc/drydock/secrets")).toContain(
      "text\tarn:aws:secretsmanager:us-west-2:123456789012:secret:old-AbCdEf\t/etc/app/old\troot:root\t0600\n",
    );
  });
});

it("nothing on any node names where a value comes from", () => {
  expect(JSON.stringify(nodes)).not.toContain("DOCKERCFG");
});

it("nodes of a faulty blueprint are none", () => {
  expect(() => nodesOf(blueprint("fleet", { network: network({ cidr: "bogus" }) }))).toThrow(BlueprintError);
});

it("maintenance is made of units", () => {
  const all = [
    ...swapFile({ gibibytes: 2 }),
    ...pruneImages(),
    ...resetFailed({ every: "Sun 03:00" }),
    ...journalGateway(),
  ];
  expect(all.map(({ unit: { name }, enable }) => `${name}${enable ? " at boot" : ""}`)).toEqual([
    "maintain-swapfile.service",
    "var-swapfile.swap at boot",
    "maintain-images.service",
    "maintain-images.timer at boot",
    "maintain-failed.service",
    "maintain-failed.timer at boot",
    "systemd-journal-gatewayd.socket at boot",
  ]);
  expect(() => swapFile({ gibibytes: 0.5 })).toThrow(
    "swapFile: error at $.gibibytes: 0.5 is not a whole number from 1 to 1024",
  );
});
