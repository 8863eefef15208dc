import { dropin, exec, unit } from "@drydock/systemd";
import {
  blueprint,
  etcd,
  existingNetwork,
  machines,
  network,
  secret,
  workers,
  type Blueprint,
  type BlueprintParts,
} from "../src/index.ts";

/** A blueprint without fault; cases change one thing of it. */
const sound = {
  network: network({ cidr: "10.10.0.0/16", zones: 3 }),
  etcd: etcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"] }),
  pools: { internal: workers({ subnets: "private", size: { min: 0, desired: 2, max: 25 } }) },
  secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
};
const size = { min: 0, desired: 1, max: 2 };
const members = ["10.10.3.100", "10.10.4.100", "10.10.5.100"] as const;

function having(parts: Partial<BlueprintParts>, name = "fleet"): Blueprint {
  return blueprint<BlueprintParts>(name, { ...sound, ...parts });
}
function pool(options: Partial<Parameters<typeof workers>[0]>, parts: Partial<BlueprintParts> = {}): Blueprint {
  return having({ pools: { web: workers({ subnets: "private", size, ...options }) }, ...parts });
}
function ofNetwork(options: Partial<Parameters<typeof network>[0]>): Blueprint {
  return blueprint("fleet", { network: network({ cidr: "10.10.0.0/16", ...options }), pools: {} });
}
function ofEtcd(options: object): Blueprint {
  return having({ etcd: etcd({ addresses: members, ...options }) });
}
/** What no compiler lets through, as JavaScript and JSON bring it. */
function untyped(value: object): never {
  return value as never;
}
function service(name: `${string}.service`, after: string) {
  return unit(name, {
    Unit: { After: after },
    Service: { ExecStart: exec("/bin/true") },
    Install: { WantedBy: "multi-user.target" },
  });
}
function subnet(digit: string, cidr: string, zone = "us-west-2a") {
  return { id: `subnet-${digit.repeat(17)}`, cidr, zone };
}
const arn = "arn:aws:acm:us-west-2:123456789012:certificate/0123";

/** Blueprints with faults, by what is wrong with them. */
export const faultyBlueprints: Readonly<Record<string, Blueprint>> = {
  "cluster name too long for balancers": having({}, "a-cluster-with-a-very-long-name"),
  "cluster name that AWS refuses": having({}, "internal-tools"),
  "pool named etcd": having({ pools: { etcd: workers({ subnets: "private", size }) } }),
  "pool name that AWS refuses": having({ pools: { Web_1: workers({ subnets: "private", size }) } }),
  "range that is no CIDR": ofNetwork({ cidr: "10.10.0.0" }),
  "range with stray bits": ofNetwork({ cidr: "10.10.1.0/16" }),
  "range too large for a VPC": ofNetwork({ cidr: "10.0.0.0/8", newBits: 16 }),
  "range too small for the tiers": ofNetwork({ cidr: "10.10.0.0/26", newBits: 2 }),
  "public range": ofNetwork({ cidr: "52.10.0.0/16" }),
  "range over docker's bridge": ofNetwork({ cidr: "172.17.0.0/16" }),
  "subnets smaller than AWS makes them": ofNetwork({ newBits: 13 }),
  "no zones": ofNetwork({ zones: 0 }),
  "a zone twice": ofNetwork({ zones: ["us-west-2a", "us-west-2a"] }),
  "zones of two regions, and one that is none": ofNetwork({ zones: ["us-west-2a", "eu-west-1b", "nowhere"] }),
  "NAT without a public subnet": ofNetwork({ tiers: { private: {} } }),
  "NAT per zone with a public subnet in one": ofNetwork({ tiers: { public: { subnets: 1 }, private: {} } }),
  "endpoints unknown and twice": ofNetwork({ endpoints: ["s3", "secretmanager", "s3"] }),
  "zone name with a dot at the end": ofNetwork({ dns: "fleet.internal." }),
  "zone name of multicast DNS": ofNetwork({ dns: "cluster.local" }),
  "tier name": ofNetwork({ tiers: { "Public Tier": { public: true } } }),
  "existing subnets that overlap, lie outside and repeat": blueprint("fleet", {
    network: existingNetwork({
      vpcId: "vpc-1",
      cidr: "10.0.0.0/16",
      subnets: {
        public: [subnet("a", "10.0.0.0/24"), subnet("b", "10.0.0.128/25")],
        private: [subnet("a", "10.1.0.0/24", "us-west-2")],
      },
    }),
  }),
  "address that is none": ofEtcd({ addresses: ["10.10.3.100", "10.10.4.256", "10.10.5.100"] }),
  "address twice": ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.3.100"] }),
  "address in no subnet": ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.10.6.100"] }),
  "address outside the network": ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100", "10.20.5.100"] }),
  "addresses that AWS reserves": ofEtcd({ addresses: ["10.10.3.3", "10.10.4.255", "10.10.5.100"] }),
  "address of a machine that a member has": having({ pools: { vault: machines({ addresses: ["10.10.4.100"] }) } }),
  "even number of members": ofEtcd({ addresses: ["10.10.3.100", "10.10.4.100"] }),
  "no members": ofEtcd({ addresses: [] }),
  "members in one zone": ofEtcd({ addresses: ["10.10.3.100", "10.10.3.101", "10.10.5.100"] }),
  "member in a public subnet": ofEtcd({ addresses: ["10.10.0.100", "10.10.4.100", "10.10.5.100"] }),
  "etcd that is not supported": ofEtcd({ version: "3.4.23" }),
  "etcd with known faults": ofEtcd({ version: "v3.5.16" }),
  "min over desired over max": pool({ size: { min: 5, desired: 3, max: 2 } }),
  "tier that the network lacks": pool({ subnets: "privat" }),
  "identity that no pool has": pool({ identity: "wbe" }),
  "machines counted twice": having({
    pools: { vault: machines(untyped({ count: 3, addresses: ["10.10.3.50"], subnets: "private" })) },
  }),
  "machines not counted at all": having({ pools: { vault: machines(untyped({ subnets: "private" })) } }),
  "family for another architecture": pool({ instanceType: "t4g.medium" }),
  "family that does not exist": pool({ instanceType: "t33.medium", image: { os: "flatcar", architecture: "arm64" } }),
  "instance type that is none": pool({ instanceType: "medium" }),
  "channel that does not exist": pool({ image: { os: "flatcar", channel: "stabel" } }),
  "root volume too small": pool({ rootVolume: 4 }),
  "data volume that cannot be": having({
    pools: {
      db: machines({
        count: 1,
        subnets: "private",
        volume: { size: 0, label: "a label that is too long", mount: "/etc" },
      }),
    },
  }),
  "private nodes without a way out": blueprint("fleet", {
    ...sound,
    network: network({ cidr: "10.10.0.0/16", nat: "none" }),
  }),
  "private nodes whose endpoints nearly suffice": blueprint("fleet", {
    network: network({ cidr: "10.10.0.0/16", nat: "none", endpoints: ["s3", "ssm"] }),
    pools: { web: workers({ subnets: "private", size }) },
  }),
  "secret that is not declared": pool(
    { secrets: { tokn: "/etc/app/token" } },
    { secrets: { token: secret.generated() } },
  ),
  "secret that everybody can read": pool(
    { secrets: { token: { path: "/etc/app/token", mode: "0644" } } },
    { secrets: { token: secret.generated() } },
  ),
  "two secrets in one file, and paths that are none": pool(
    { secrets: { one: "/etc/app/token", two: "/etc/app/token", three: "relative" } },
    { secrets: { one: secret.generated(), two: secret.generated(), three: secret.generated({ length: 4 }) } },
  ),
  "value in the place of a variable's name": having({
    secrets: { token: secret.text({ fromEnv: "hunter2 is my password" }) },
  }),
  "ARN that is none": having({ secrets: { old: secret.existing({ arn: "old" }) } }),
  "ports out of range": pool({ expose: [{ port: 0, targetPort: 70_000 }] }),
  "listener without certificate": pool({ expose: [{ port: 443, protocol: "https" }] }),
  "certificate that nobody shows": pool({ expose: [{ port: 80, certificateArn: arn }] }),
  "check longer than its interval": pool({
    expose: [{ port: 80, health: { timeout: 30, interval: 20, healthyThreshold: 1 } }],
  }),
  "record without a zone": pool({ expose: [{ port: 80, dns: "web" }] }),
  "one listener for two services": having({
    pools: {
      web: workers({ subnets: "private", size, expose: [{ port: 80, balancer: "front" }] }),
      api: workers({ subnets: "private", size, expose: [{ port: 80, balancer: "front" }] }),
    },
  }),
  "one balancer of two kinds": having({
    pools: {
      web: workers({ subnets: "private", size, expose: [{ port: 80, balancer: "front" }] }),
      api: workers({
        subnets: "private",
        size,
        expose: [{ port: 8080, balancer: "front", protocol: "http", scheme: "internet-facing" }],
      }),
    },
  }),
  "internet-facing balancer without a public subnet": blueprint("fleet", {
    network: network({ cidr: "10.10.0.0/16", nat: "none", tiers: { private: {} } }),
    pools: {
      web: workers({
        subnets: "private",
        size,
        sessionManager: false,
        expose: [{ port: 80, scheme: "internet-facing" }],
      }),
    },
  }),
  "application balancer in one zone": blueprint("fleet", {
    network: network({ cidr: "10.10.0.0/16", zones: 1 }),
    pools: { web: workers({ subnets: "private", size, expose: [{ port: 80, protocol: "http" }] }) },
  }),
  "names of balancers too long": pool({ expose: [{ port: 80, name: "the-public-face-of-the-cluster" }] }),
  "nodes open to the world": pool({ allow: [{ ports: "ssh", from: { cidr: "0.0.0.0/0" } }] }),
  "word and role that do not exist": pool({ allow: [untyped({ ports: "sshh", from: { role: "intrnal" } })] }),
  "private key in a blueprint": pool({
    publicKey: "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----",
  }),
  "members that reboot all at once": ofEtcd({ updates: { strategy: "reboot" } }),
  "windows longer than a day": ofEtcd({ updates: { strategy: "reboot", window: { start: "5:30", minutes: 600 } } }),
  "After= on a unit that exists nowhere": pool({
    units: [service("app.service", "dokcer.service network-online.target")],
  }),
  "drop-in for a unit that exists nowhere": pool({
    dropins: [dropin("fleet.service", "10-x.conf", { Unit: { After: "docker.service" } })],
  }),
  "unit of Drydock's own, and one twice": pool({
    units: [
      service("drydock-secrets.service", "docker.service"),
      service("app.service", "docker.service"),
      service("app.service", "docker.service"),
    ],
  }),
  "unit that systemd does not take": pool({
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
  "files where none can be": pool({
    files: [
      { path: "/usr/bin/app", text: "" },
      { path: "/run/app", text: "" },
      { path: "etc/app", text: "", mode: "rw" },
    ],
  }),
  "secret in a file": pool({ files: [{ path: "/etc/app/key.pem", text: "-----BEGIN RSA PRIVATE KEY-----\nabc\n" }] }),
  "packages on Flatcar": pool({ packages: ["htop"] }),
  "metadata that the metadata service does not take": pool({
    metadata: { "a key": "x", "drydock:role": "y", Name: "z" },
  }),
  "user data that does not fit": pool({
    files: [
      { path: "/etc/app/noise", text: noise(20_000) },
      { path: "/etc/app/more", text: noise(4000) },
    ],
  }),
  "etcd shown to the world": ofEtcd({ tls: "off", expose: [{ port: 2379, scheme: "internet-facing" }] }),
  "etcd behind a balancer that ends connections": ofEtcd({
    expose: [{ port: 443, targetPort: 2379, protocol: "https", targetProtocol: "https", certificateArn: arn }],
  }),
  "Session Manager without its agent": pool({ image: "fedora-coreos", sessionManager: true }),
  "file in the place of a secret": pool(
    { files: [{ path: "/etc/app/token", text: "" }], secrets: { token: "/etc/app/token" } },
    { secrets: { token: secret.generated() } },
  ),
  "more subnets than a network may have": ofNetwork({ tiers: { public: { subnets: 201 } } }),
  buckets: having({ buckets: ["Logs", "data", "data"] }),
  "values of the wrong type": blueprint("fleet", {
    network: network(untyped({ cidr: 10, zones: "three", nat: "always" })),
    etcd: etcd(untyped({ addresses: "10.10.3.100", tsl: "mutual" })),
    pools: { web: workers(untyped({ subnets: "private" })), api: untyped({ size }) },
  }),
  "parts unknown and missing": untyped({ name: "fleet", netwrok: sound.network, pools: [] }),
};

/** Text that does not compress, the same in every run. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join("");
}
