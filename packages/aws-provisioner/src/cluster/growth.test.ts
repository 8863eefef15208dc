import { simulateAccount } from "@drydock/aws-simulator";
import {
  blueprint,
  type BlueprintParts,
  etcd,
  machines,
  network,
  type NetworkOptions,
  type TierOptions,
  workers,
} from "@drydock/core";
import { describe, expect, it } from "vitest";
import { memoryLedger } from "../engine/ledger.ts";
import { createCluster } from "./create-cluster.ts";
import { describeCluster } from "./describe-cluster.ts";
import { destroyCluster } from "./destroy-cluster.ts";
import { planCluster } from "./plan-cluster.ts";

/** A cluster whose members, machines and balancers stand in its subnets. */
function port(options: Omit<NetworkOptions, "cidr">, own: Partial<BlueprintParts> = {}) {
  return blueprint<BlueprintParts>("port", {
    network: network({ cidr: "10.1.0.0/16", ...options }),
    etcd: etcd({ addresses: ["10.1.2.10"], tls: "off" }),
    pools: {
      web: workers({ subnets: "public", size: { min: 1, desired: 2, max: 3 }, expose: [{ port: 80 }] }),
      queue: machines({ subnets: "private", count: 1, volume: {} }),
    },
    ...own,
  });
}

/** An account with its cluster, and what an edit comes to. */
async function standing(before: ReturnType<typeof port>, region = "us-west-2", zones = 3) {
  const simulated = simulateAccount({ seed: "growth", latency: "typical", region, zones });
  const options = { ...simulated.connection, ledger: memoryLedger() };
  await createCluster(before, options);
  const subnets = async () => {
    const { resources } = await describeCluster("port", options);
    return resources.flatMap(({ address, props }) =>
      address.startsWith("subnet/")
        ? [`${address.slice(7)} ${String(props["cidr"])} ${String(props["zone"]).at(-1)}`]
        : [],
    );
  };
  return { ...simulated, options, subnets };
}

const size = { min: 1, desired: 3, max: 4 };

const tiers = (...names: readonly (readonly [string, TierOptions])[]) => ({ tiers: Object.fromEntries(names) });

describe("a network that changes under a living cluster", () => {
  it.each<[string, Omit<NetworkOptions, "cidr">, Omit<NetworkOptions, "cidr">]>([
    ["one zone more", { zones: 2 }, { zones: 3 }],
    ["a tier before the others", { zones: 2 }, { zones: 2, ...tiers(["data", {}], ["private", {}], ["public", {}]) }],
    [
      "more subnets of one tier",
      { zones: 2, nat: "single" },
      { zones: 2, nat: "single", ...tiers(["public", { subnets: 4 }], ["private", {}]) },
    ],
    ["subnets of another size from now on", { zones: 2 }, { zones: 3, newBits: 10 }],
    [
      "a tier with ranges of its own",
      { zones: 2 },
      { zones: 2, ...tiers(["db", { cidrs: ["10.1.9.0/28", "10.1.8.0/24"] }], ["public", {}], ["private", {}]) },
    ],
  ])("takes %s without moving a subnet", async (_name, before, after) => {
    const { options, subnets } = await standing(port(before));
    const stood = await subnets();
    const plan = await planCluster(port(after), options);
    expect(plan.steps.filter(({ action }) => action === "delete")).toEqual([]);
    await createCluster(port(after), options);
    expect(await subnets()).toEqual(expect.arrayContaining(stood));
    expect((await subnets()).length).toBeGreaterThan(stood.length);
    expect((await planCluster(port(after), options)).steps).toEqual([]);
    const { left } = await destroyCluster("port", { ...options, including: ["*"] });
    expect(left).toEqual([]);
  });

  it.each<[string, Partial<BlueprintParts>]>([
    ["nothing but what stands in all zones", {}],
    [
      "a machine in the zone that goes",
      { pools: { db: machines({ subnets: "private", count: 3 }), queue: machines({ subnets: "public", count: 3 }) } },
    ],
    [
      "pools behind balancers of both types",
      {
        pools: {
          web: workers({ subnets: "public", size: { min: 3, desired: 3, max: 5 }, expose: [{ port: 80 }] }),
          api: workers({
            subnets: "private",
            size: { min: 2, desired: 3, max: 5 },
            expose: [{ port: 8080, protocol: "http" }],
          }),
        },
      },
    ],
  ])("gives up a zone that holds %s, and nothing else", async (_name, own) => {
    const member = { etcd: etcd({ addresses: ["10.1.3.10"], tls: "off" as const }) };
    const { options, subnets } = await standing(port({ zones: 3 }, { ...member, ...own }));
    const stood = await subnets();
    const after = port({ zones: 2 }, { ...member, ...own });
    await createCluster(after, options);
    expect(await subnets()).toEqual(stood.filter((subnet) => !subnet.endsWith("c")));
    expect((await planCluster(after, options)).steps).toEqual([]);
  });

  it("is refused before any change where an address lies in no subnet, and taken where it does", async () => {
    const grown = (address: string) => port({ zones: 3 }, { etcd: etcd({ addresses: [address], tls: "off" }) });
    const { options, calls } = await standing(port({ zones: 2 }));
    const before = calls.length;
    await expect(createCluster(grown("10.1.7.10"), options)).rejects.toThrow(/10\.1\.7\.10 lies in no subnet/);
    const writing = calls.slice(before).filter(({ operation }) => !/^(Describe|Get|List|BatchGet)/.test(operation));
    expect(writing).toEqual([]);
    // private-1 of two zones: of three that stand nowhere, it would be public-3.
    await createCluster(grown("10.1.2.10"), options);
    expect((await planCluster(grown("10.1.2.10"), options)).steps).toEqual([]);
  });
});

it.each(["single", "per-zone"] as const)("subnets come to another way out when it is there: from %s", async (nat) => {
  const other = nat === "single" ? "per-zone" : "single";
  const { options, calls } = await standing(port({ zones: 2, nat }));
  const made = calls.length;
  await createCluster(port({ zones: 2, nat: other }), options);
  const since = calls.slice(made).filter(({ outcome }) => outcome === "ok");
  const began = since.filter(({ operation }) => operation === "CreateNatGateway").map(({ end }) => end ?? 0);
  const moved = since.filter(({ operation }) =>
    /^(?:Associate|ReplaceRoute)TableAssociation$|^AssociateRouteTable$/.test(operation),
  );
  expect(moved.length).toBeGreaterThan(0);
  // A gateway takes 100 s and more until it is available; the one that stood serves those in its zone at once.
  const last = Math.max(...moved.map(({ start }) => start));
  for (const end of began) expect(last - end).toBeGreaterThan(90_000);
  expect((await planCluster(port({ zones: 2, nat: other }), options)).steps).toEqual([]);
});

it("a plan tells whose machines leave a zone", async () => {
  const yard = (zones: number) =>
    blueprint<BlueprintParts>("port", {
      network: network({ cidr: "10.1.0.0/16", zones, nat: "single" }),
      pools: { web: workers({ subnets: "public", size }) },
    });
  const { options } = await standing(yard(3));
  const { notices } = await planCluster(yard(2), options);
  expect(notices.map(({ message }) => message)).toContain(
    "auto-scaling-group/web: its machines in us-west-2c end, drained, and others come in its other zones",
  );
});

describe("a zone in place of another, whose subnets are to have the same ranges", () => {
  const named = tiers(["public", { cidrs: ["10.1.0.0/24", "10.1.1.0/24"] }], ["private", {}]);
  const api = workers({ subnets: "private", size });
  const quay = (zones: readonly string[], nat: "single" | "per-zone") =>
    blueprint<BlueprintParts>("port", {
      network: network({ cidr: "10.1.0.0/16", zones: [...zones], nat, endpoints: ["s3"], ...named }),
      pools: { api },
    });
  const [before, after] = [
    ["us-west-2a", "us-west-2b"],
    ["us-west-2a", "us-west-2c"],
  ];

  it("comes where the way out of the others stays", async () => {
    const { options } = await standing(quay(before, "single"));
    await createCluster(quay(after, "single"), options);
    expect((await planCluster(quay(after, "single"), options)).steps).toEqual([]);
  });

  it("and the gateway in it serves what stays until that has moved, is refused", async () => {
    const { options, calls } = await standing(quay(before, "per-zone"));
    const made = calls.length;
    const error: unknown = await createCluster(quay(after, "per-zone"), options).result.catch((one: unknown) => one);
    expect(String(error).replaceAll(/-[0-9a-f]{17}/g, "-…")).toMatchInlineSnapshot(`
      "ProvisionError: port cannot be changed so: error at subnet/public-2: it takes the place of subnet-…, which cannot go before what it serves has moved to it [place-taken]
        Give it another range or address, or apply it in two steps: first what moves away, then this.
      Nothing was changed."
    `);
    expect(calls.slice(made).filter(({ operation }) => !/^(?:Describe|Get|List|BatchGet)/.test(operation))).toEqual([]);
  });
});

it.each<[string, Omit<NetworkOptions, "cidr">, readonly string[]]>([
  [
    "all of the network",
    { zones: 2, newBits: 9 },
    ["private-1 /24 /25", "private-2 /24 /25", "public-1 /24 /25", "public-2 /24 /25"],
  ],
  [
    "one tier",
    { zones: 2, ...tiers(["public", { newBits: 10 }], ["private", {}]) },
    ["public-1 /24 /26", "public-2 /24 /26"],
  ],
  ["no other number", { zones: 2, newBits: 8 }, []],
])("subnets that would be of another size now, %s, are told to keep their ranges", async (_name, after, told) => {
  const { options, subnets } = await standing(port({ zones: 2 }));
  const stood = await subnets();
  const { steps, notices } = await planCluster(port(after), options);
  expect(steps).toEqual([]);
  const found = notices.map(({ severity, message }) => {
    expect(severity).toBe("info");
    return message.replace(/^subnet\/(\S+) keeps its range [\d.]+(\/\d+), .* have (\/\d+): .*/, "$1 $2 $3");
  });
  expect(found.toSorted()).toEqual(told);
  expect(await subnets()).toEqual(stood);
});

it("a network that wants more zones than its region has takes all that there are", async () => {
  const wide = port({ zones: 3 }, { etcd: etcd({ addresses: ["10.1.3.10"], tls: "off" }) });
  const { options, subnets } = await standing(wide, "us-west-1", 2);
  expect(await subnets()).toMatchInlineSnapshot(`
    [
      "public-1 10.1.0.0/24 a",
      "public-2 10.1.1.0/24 b",
      "public-3 10.1.2.0/24 a",
      "private-1 10.1.3.0/24 a",
      "private-3 10.1.5.0/24 a",
      "private-2 10.1.4.0/24 b",
    ]
  `);
  expect((await planCluster(wide, options)).steps).toEqual([]);
});
