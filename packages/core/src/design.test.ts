import { describe, expect, it } from "vitest";
import {
  blueprint,
  design,
  etcd,
  existingNetwork,
  machines,
  network,
  secret,
  workers,
  type ClusterDesign,
} from "./index.ts";

const size = { min: 0, desired: 1, max: 2 };
const fleet = blueprint("fleet", {
  network: network({ cidr: "10.10.0.0/16", zones: 3, dns: "fleet.internal" }),
  etcd: etcd({
    addresses: ["10.10.3.100", "10.10.4.100", "10.10.5.100"],
    expose: [
      { name: "fleetui", port: 80, targetPort: 3000 },
      { name: "etcd-browser", port: 80, targetPort: 8000 },
      { port: 2379 },
    ],
  }),
  pools: {
    internal: workers({ subnets: "private", size: { min: 0, desired: 2, max: 25 }, expose: [{ port: 80 }] }),
    public: workers({
      subnets: "public",
      size: { min: 0, desired: 3, max: 95 },
      expose: [{ port: 80 }],
      metadata: { type: "t2.medium" },
      allow: [
        { ports: "docker-ports", from: { role: "internal" } },
        { ports: 8080, from: "network" },
      ],
    }),
  },
  secrets: { dockerConfig: secret.dockerConfig({ fromEnv: "DOCKERCFG" }) },
});
const computed: ClusterDesign = design(fleet);
function role(name: string) {
  return computed.roles.find((each) => each.name === name);
}

describe("the design of a fleet", () => {
  it("survives JSON, as its blueprint does", () => {
    expect(JSON.parse(JSON.stringify(computed))).toEqual(computed);
    const again = JSON.parse(JSON.stringify(fleet)) as typeof fleet;
    expect(again).toEqual(fleet);
    expect(design(again)).toEqual(computed);
  });

  it("is frozen all the way down", () => {
    expect(Object.isFrozen(computed.roles[0]?.rules)).toBe(true);
    expect(Object.isFrozen(fleet.etcd.expose[0]?.health)).toBe(true);
  });

  it("gives each exposure on a taken port a balancer of its own, and the others one for the role", () => {
    const shown = computed.balancers.map(({ name, type, scheme, subnets, listeners }) => ({
      name,
      where: `${type} ${scheme} ${subnets.join(" ")}`,
      listeners: listeners.map(
        ({ port, target }) =>
          `${port} -> ${target.role}:${target.port}, ${target.health.protocol}:${target.health.port}${target.health.path ?? ""}`,
      ),
    }));
    expect(shown).toMatchInlineSnapshot(`
      [
        {
          "listeners": [
            "80 -> etcd:3000, tcp:3000",
          ],
          "name": "fleetui",
          "where": "network internal private-1 private-2 private-3",
        },
        {
          "listeners": [
            "80 -> etcd:8000, tcp:8000",
          ],
          "name": "etcd-browser",
          "where": "network internal private-1 private-2 private-3",
        },
        {
          "listeners": [
            "2379 -> etcd:2379, http:2381/health",
          ],
          "name": "etcd-2379",
          "where": "network internal private-1 private-2 private-3",
        },
        {
          "listeners": [
            "80 -> internal:80, tcp:80",
          ],
          "name": "internal",
          "where": "network internal private-1 private-2 private-3",
        },
        {
          "listeners": [
            "80 -> public:80, tcp:80",
          ],
          "name": "public",
          "where": "network internet-facing public-1 public-2 public-3",
        },
      ]
    `);
  });

  it("opens ports to groups and balancers, to the network where it is asked, and never to the world", () => {
    const shown = (name: string) =>
      role(name)?.rules.map(
        ({ protocol, ports, from }) =>
          `${protocol} ${ports?.join("-") ?? "any"} from ${Object.entries(from).flat().join(" ")}`,
      );
    expect({ etcd: shown("etcd"), public: shown("public") }).toMatchInlineSnapshot(`
      {
        "etcd": [
          "tcp 2379-2379 from role etcd",
          "tcp 2379-2379 from role internal",
          "tcp 2379-2379 from role public",
          "tcp 2380-2380 from role etcd",
          "tcp 2381-2381 from role etcd",
          "tcp 3000-3000 from balancer fleetui",
          "tcp 8000-8000 from balancer etcd-browser",
          "tcp 2379-2379 from balancer etcd-2379",
          "tcp 2381-2381 from balancer etcd-2379",
        ],
        "public": [
          "tcp 80-80 from balancer public",
          "tcp 32768-61000 from role internal",
          "tcp 8080-8080 from cidr 10.10.0.0/16",
        ],
      }
    `);
  });

  it("lets each role read its own secrets and nothing else", () => {
    const secretsOf = (name: string) =>
      role(name)?.permissions.flatMap((each) => (each.kind === "read-secret" ? [each.secret] : []));
    expect(secretsOf("etcd")).toEqual(["dockerConfig", "tls/etcd-1", "tls/etcd-2", "tls/etcd-3"]);
    expect(secretsOf("public")).toEqual(["dockerConfig", "tls/public"]);
    expect(
      computed.roles
        .flatMap(({ permissions }) => permissions)
        .some((each) => each.kind === "read-secret" && each.secret === "tls/authority"),
    ).toBe(false);
  });

  it("names members, services and the service records of etcd in the private zone", () => {
    expect(
      computed.dns?.records.map(
        (record) =>
          `${record.name} ${record.type === "alias" ? `-> ${record.balancer}` : `${record.type} ${record.values.join(", ")}`}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "etcd-1.fleet.internal A 10.10.3.100",
        "etcd-2.fleet.internal A 10.10.4.100",
        "etcd-3.fleet.internal A 10.10.5.100",
        "etcd.fleet.internal A 10.10.3.100, 10.10.4.100, 10.10.5.100",
        "_etcd-server-ssl._tcp.fleet.internal SRV 0 0 2380 etcd-1.fleet.internal, 0 0 2380 etcd-2.fleet.internal, 0 0 2380 etcd-3.fleet.internal",
        "_etcd-client-ssl._tcp.fleet.internal SRV 0 0 2379 etcd-1.fleet.internal, 0 0 2379 etcd-2.fleet.internal, 0 0 2379 etcd-3.fleet.internal",
        "fleetui.fleet.internal -> fleetui",
        "etcd-browser.fleet.internal -> etcd-browser",
        "etcd-2379.fleet.internal -> etcd-2379",
        "internal.fleet.internal -> internal",
        "public.fleet.internal -> public",
      ]
    `);
  });

  it("certificates carry the fixed address, loopback and names, and serve for both sides between peers", () => {
    const source = computed.secrets.find(({ name }) => name === "tls/etcd-2")?.source;
    expect(source).toMatchObject({
      addresses: ["10.10.4.100", "127.0.0.1"],
      names: ["etcd-2", "etcd-2.fleet.internal", "etcd.fleet.internal"],
      usages: ["server", "client"],
    });
  });
});

it("a network alone is a design", () => {
  const {
    roles,
    balancers,
    secrets,
    network: net,
    dns,
  } = design(blueprint("net", { network: network({ cidr: "10.0.0.0/16" }) }));
  expect({ roles, balancers, secrets, dns, subnets: net.subnets.length }).toEqual({
    roles: [],
    balancers: [],
    secrets: [],
    dns: undefined,
    subnets: 6,
  });
});

it("an existing network stands in for a new one, and machines for a pool", () => {
  const subnet = (digit: string, cidr: string, zone: string) => ({ id: `subnet-${digit.repeat(17)}`, cidr, zone });
  const computed = design(
    blueprint("jenkins", {
      network: existingNetwork({
        vpcId: "vpc-0123456789abcdef0",
        cidr: "10.0.0.0/16",
        subnets: {
          public: [subnet("a", "10.0.0.0/24", "eu-west-1b")],
          private: [subnet("b", "10.0.1.0/24", "eu-west-1a"), subnet("c", "10.0.2.0/24", "eu-west-1b")],
        },
      }),
      pools: {
        ci: machines({
          count: 3,
          subnets: "private",
          volume: { size: 100, label: "jenkins", mount: "/var/lib/jenkins" },
        }),
        fixed: machines({ addresses: ["10.0.2.10"] }),
      },
    }),
  );
  expect(computed.network).toMatchObject({
    kind: "existing",
    subnets: [
      { name: "public-1", zone: 0 },
      { name: "private-1", zone: 1 },
      { name: "private-2", zone: 0 },
    ],
  });
  const places = computed.roles.map(({ nodes }) =>
    nodes.kind === "machines"
      ? nodes.machines.map(({ name, subnet: place, address, volume }) => [name, place, address, volume?.label])
      : [],
  );
  expect(places).toEqual([
    [
      ["ci-1", "private-1", undefined, "jenkins"],
      ["ci-2", "private-2", undefined, "jenkins"],
      ["ci-3", "private-1", undefined, "jenkins"],
    ],
    [["fixed-1", "private-2", "10.0.2.10", undefined]],
  ]);
});

it("several pools share a balancer by its name", () => {
  const { balancers } = design(
    blueprint("fleet", {
      network: network({ cidr: "10.10.0.0/16" }),
      pools: {
        web: workers({
          subnets: "private",
          size,
          expose: [{ port: 80, balancer: "front", scheme: "internet-facing" }],
        }),
        api: workers({
          subnets: "private",
          size,
          expose: [{ port: 8080, balancer: "front", scheme: "internet-facing" }],
        }),
      },
    }),
  );
  expect(
    balancers.map(({ name, subnets, listeners, rules }) => [
      name,
      subnets,
      listeners.map(({ port }) => port),
      rules.map(({ from }) => from),
    ]),
  ).toEqual([["front", ["public-1", "public-2", "public-3"], [80, 8080], [{ world: true }, { world: true }]]]);
});
