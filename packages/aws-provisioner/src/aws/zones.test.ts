import { describe, expect, it } from "vitest";
import type { Clients } from "./services.ts";
import { offeredZones } from "./zones.ts";

const { signal } = new AbortController();

/** A region that offers these zones, and what it was asked. */
function region(...names: readonly (string | undefined)[]) {
  const asked: unknown[] = [];
  const ec2 = {
    describeAvailabilityZones: async (input: unknown) => {
      asked.push(input);
      return { AvailabilityZones: names.map((ZoneName) => ({ ZoneName })) };
    },
  } as Partial<Clients["ec2"]> as Clients["ec2"];
  return { asked, ec2 };
}

describe("the zones that a region offers", () => {
  it("are those that are available and no local ones, by name", async () => {
    const { asked, ec2 } = region("c", "a", undefined, "b");
    expect(await offeredZones({ ec2 }, signal)).toEqual(["a", "b", "c"]);
    expect(asked).toEqual([
      {
        Filters: [
          { Name: "state", Values: ["available"] },
          { Name: "zone-type", Values: ["availability-zone"] },
        ],
      },
    ]);
  });

  it("are one at least", async () => {
    await expect(offeredZones(region(), signal)).rejects.toMatchObject({ code: "zones-unavailable" });
  });
});
