import { simulateAccount } from "@drydock/aws-simulator";
import { blueprint, existingNetwork, machines, network } from "@drydock/core";
import { describe, expect, it } from "vitest";
import { ProvisionError } from "../engine/error.ts";
import { createCluster } from "./create-cluster.ts";
import { createNetwork, planNetwork } from "./network-only.ts";
import { planCluster } from "./plan-cluster.ts";

const zones = ["us-west-2a", "us-west-2b"];
const tiers = { public: {}, private: {} };

async function account() {
  const simulated = simulateAccount({ seed: "existing", latency: "none" });
  const options = simulated.connection;
  const there = await createNetwork("there", network({ cidr: "10.40.0.0/16", zones, tiers, nat: "none" }), options);
  const other = await createNetwork("other", network({ cidr: "10.50.0.0/16", zones, tiers, nat: "none" }), options);
  return { simulated, options, there: there.network, other: other.network };
}

type Account = Awaited<ReturnType<typeof account>>;

/** The network of `there`, written as it is. */
function written({ vpcId, subnets }: Account["there"]) {
  const subnet = (name: string, zone: string, cidr: string) => ({ id: subnets[name] ?? "", zone, cidr });
  return {
    vpcId,
    cidr: "10.40.0.0/16",
    subnets: {
      public: [subnet("public-1", "us-west-2a", "10.40.0.0/24"), subnet("public-2", "us-west-2b", "10.40.1.0/24")],
      private: [subnet("private-1", "us-west-2a", "10.40.2.0/24"), subnet("private-2", "us-west-2b", "10.40.3.0/24")],
    },
  };
}

type Written = ReturnType<typeof written>;

function guestOf(given: Written) {
  const web = machines({ subnets: "private", count: 1, volume: { size: 20, label: "data", mount: "/var/lib/data" } });
  return blueprint("guest", { network: existingNetwork(given), pools: { web } });
}

function problemsOf(error: unknown): readonly string[] {
  if (!(error instanceof ProvisionError)) throw error;
  expect(error).toMatchObject({ code: "network-differs", hint: "Nothing was changed." });
  expect(error.message.split("\n", 1)).toEqual(["the existing network is not as the blueprint says:"]);
  return error.diagnostics.map(({ path, message }) => `${path}: ${message}`);
}

const nowhere = "subnet-0123456789abcdef0";

describe("an existing network", () => {
  it("is taken as it is written where it stands so, for one call about its VPC and one about its subnets", async () => {
    const { simulated, options, there } = await account();
    const counted = async (given: Written) => {
      const before = simulated.calls.length;
      await planCluster(guestOf(given), options);
      const calls = simulated.calls.slice(before).map(({ operation }) => operation);
      return ["DescribeVpcs", "DescribeSubnets"].map((name) => calls.filter((call) => call === name).length);
    };
    const whole = written(there);
    const all = await counted(whole);
    const {
      private: [first],
    } = whole.subnets;
    expect(all).toEqual([1, 1]);
    expect(await counted({ ...whole, subnets: { private: [first] } } as unknown as Written)).toEqual(all);
  });

  it.each<
    [string, (given: Written, account: Account) => void, (given: Written, account: Account) => readonly string[]]
  >([
    [
      "another zone",
      ({ subnets }) => subnets.private.reverse().map((subnet, at) => (subnet.zone = zones[at] ?? "")),
      ({
        subnets: {
          private: [first, second],
        },
      }) => [
        `guest.network.subnets.private.0.zone: subnet ${first?.id} lies in us-west-2b, not us-west-2a`,
        `guest.network.subnets.private.1.zone: subnet ${second?.id} lies in us-west-2a, not us-west-2b`,
      ],
    ],
    [
      "another range of a subnet",
      ({ subnets }) => subnets.public.forEach((subnet) => (subnet.cidr = subnet.cidr.replace("/24", "/25"))),
      ({
        subnets: {
          public: [first, second],
        },
      }) => [
        `guest.network.subnets.public.0.cidr: the range of subnet ${first?.id} is 10.40.0.0/24, not 10.40.0.0/25`,
        `guest.network.subnets.public.1.cidr: the range of subnet ${second?.id} is 10.40.1.0/24, not 10.40.1.0/25`,
      ],
    ],
    [
      "another range of the VPC",
      (given) => (given.cidr = "10.40.0.0/17"),
      ({ vpcId }) => [`guest.network.cidr: the range of ${vpcId} is 10.40.0.0/16, not 10.40.0.0/17`],
    ],
    [
      "a VPC that is not there",
      (given) => (given.vpcId = "vpc-0123456789abcdef0"),
      ({ subnets }, { there }) => [
        "guest.network.vpcId: there is no VPC vpc-0123456789abcdef0 in us-west-2 that these credentials may see",
        ...Object.entries(subnets).flatMap(([tier, list]) =>
          list.map(
            ({ id }, at) =>
              `guest.network.subnets.${tier}.${at}.id: subnet ${id} lies in ${there.vpcId}, not vpc-0123456789abcdef0`,
          ),
        ),
      ],
    ],
    [
      "a subnet that is not there, beside another wrong one",
      ({
        subnets: {
          public: [gone],
          private: [moved],
        },
      }) => {
        if (gone !== undefined) gone.id = nowhere;
        if (moved !== undefined) moved.zone = "us-west-2c";
      },
      ({
        subnets: {
          private: [moved],
        },
      }) => [
        `guest.network.subnets.public.0.id: there is no subnet ${nowhere} in us-west-2 that these credentials may see`,
        `guest.network.subnets.private.0.zone: subnet ${moved?.id} lies in us-west-2a, not us-west-2c`,
      ],
    ],
    [
      "a subnet of another region",
      ({ subnets }) => {
        subnets.public = [];
        subnets.private = [{ id: nowhere, zone: "eu-west-1a", cidr: "10.40.2.0/24" }];
      },
      () => [
        `guest.network.subnets.private.0.id: there is no subnet ${nowhere} in us-west-2 that these credentials may see`,
        "guest.network.subnets.private.0.zone: zone eu-west-1a does not lie in us-west-2, where the cluster would be",
      ],
    ],
    [
      "a subnet of another VPC",
      (
        {
          subnets: {
            private: [stray],
          },
        },
        { other },
      ) => {
        if (stray !== undefined) stray.id = other.subnets["private-1"] ?? "";
      },
      (
        {
          vpcId,
          subnets: {
            private: [stray],
          },
        },
        { other },
      ) => [
        `guest.network.subnets.private.0.id: subnet ${stray?.id} lies in ${other.vpcId}, not ${vpcId}`,
        `guest.network.subnets.private.0.cidr: the range of subnet ${stray?.id} is 10.50.2.0/24, not 10.40.2.0/24`,
      ],
    ],
  ])("network-differs: is refused with %s, before any change", async (_, spoil, expected) => {
    const known = await account();
    const { simulated, options, there } = known;
    const given = written(there);
    spoil(given, known);
    const before = simulated.inventory();
    const error: unknown = await createCluster(guestOf(given), options).result.catch((reason: unknown) => reason);
    expect(problemsOf(error)).toEqual(expected(given, known));
    expect(simulated.inventory()).toEqual(before);
  });
});

describe("a new network", () => {
  const wide = (...named: string[]) => network({ cidr: "10.60.0.0/16", zones: named, nat: "none" });

  it("zones-unavailable: is refused for zones of another region, each by its place", async () => {
    const { simulated, connection } = fresh();
    const planned = planNetwork("new", wide("us-west-1a", "us-west-1b"), connection);
    await expect(planned).rejects.toMatchObject({
      code: "zones-unavailable",
      diagnostics: [
        {
          path: "new.network.zones.0",
          message: "zone us-west-1a does not lie in us-west-2, where the cluster would be",
        },
        {
          path: "new.network.zones.1",
          message: "zone us-west-1b does not lie in us-west-2, where the cluster would be",
        },
      ],
    });
    expect(simulated.inventory()).toEqual(fresh().simulated.inventory());
  });

  it.each([[wide("us-west-2a", "us-west-2b")], [network({ cidr: "10.60.0.0/16", zones: 2, nat: "none" })]])(
    "is asked nothing about otherwise",
    async (made) => {
      const { simulated, connection } = fresh();
      await planNetwork("new", made, connection);
      const asked = simulated.calls.filter(({ operation }) => /^Describe(Vpcs|Subnets)$/.test(operation));
      expect(asked.map(({ operation }) => operation).toSorted()).toEqual(["DescribeSubnets", "DescribeVpcs"]);
    },
  );
});

function fresh() {
  const simulated = simulateAccount({ seed: "zones", latency: "none" });
  return { simulated, connection: simulated.connection };
}
