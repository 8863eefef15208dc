import { describe, expect, it } from "vitest";
import { withAddress } from "../engine/observed.ts";
import type { Clients } from "./services.ts";
import { zonesFor } from "./zones.ts";

type Network = Parameters<typeof zonesFor>[1];

const { signal } = new AbortController();

/** A region that offers these zones, and how often it was asked. */
function region(...offered: readonly string[]) {
  const asked: unknown[] = [];
  const ec2 = {
    describeAvailabilityZones: async (input: unknown) => {
      asked.push(input);
      return { AvailabilityZones: offered.map((ZoneName) => ({ ZoneName })) };
    },
  } as Partial<Clients["ec2"]> as Clients["ec2"];
  return { asked, ec2 };
}

function networkOf(zones: Network["zones"], ...subnets: readonly number[]): Network {
  return { zones, subnets: subnets.map((zone) => ({ name: `public-${zone}`, zone })) } as unknown as Network;
}

/** What is there: subnets of these names in these zones. */
function observed(subnets: Readonly<Record<string, string>> = {}) {
  const resources = Object.entries(subnets).map(([name, zone]) =>
    withAddress("subnet", { id: `id of ${name}`, name, props: { zone }, outputs: {}, status: "ready" }),
  );
  return { resources, kinds: new Set(["subnet"]) };
}

describe("the zones of a network", () => {
  it("are those that it names, without a question", async () => {
    const { asked, ec2 } = region();
    expect(await zonesFor({ ec2 }, networkOf(["x", "y"]), observed(), signal)).toEqual(["x", "y"]);
    expect(asked).toEqual([]);
  });

  it("are the first that the region offers, by name", async () => {
    const { asked, ec2 } = region("c", "a", "b");
    expect(await zonesFor({ ec2 }, networkOf(2, 0, 1), observed(), signal)).toEqual(["a", "b"]);
    expect(asked).toEqual([
      {
        Filters: [
          { Name: "state", Values: ["available"] },
          { Name: "zone-type", Values: ["availability-zone"] },
        ],
      },
    ]);
  });

  it("are those in which its subnets stand, and of the others none that these have", async () => {
    const { asked, ec2 } = region("a", "b", "c");
    expect(await zonesFor({ ec2 }, networkOf(2, 0, 1), observed({ "public-1": "a" }), signal)).toEqual(["b", "a"]);
    expect(asked).toHaveLength(1);
    const all = observed({ "public-0": "c", "public-1": "a" });
    expect(await zonesFor({ ec2 }, networkOf(2, 0, 1), all, signal)).toEqual(["c", "a"]);
    expect(asked).toHaveLength(1);
  });

  it("stand for the same ones again where the region has fewer", async () => {
    expect(await zonesFor({ ec2: region("a", "b").ec2 }, networkOf(3, 0, 1, 2), observed(), signal)).toEqual([
      "a",
      "b",
      "a",
    ]);
  });

  it("zones-unavailable: are refused where the region offers none", async () => {
    await expect(zonesFor({ ec2: region().ec2 }, networkOf(1, 0), observed(), signal)).rejects.toMatchObject({
      code: "zones-unavailable",
      message: "the region offers no availability zone to this account",
    });
  });
});
