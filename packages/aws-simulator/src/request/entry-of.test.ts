import { describe, expect, it } from "vitest";
import { expectRefusal, serviceWorld } from "../../test/service-world.ts";
import { entryOf } from "./entry-of.ts";

const inherited = ["constructor", "__proto__", "toString", "hasOwnProperty"];

describe.each(inherited)("a name that every object inherits, %s,", (name) => {
  it("is in no table", () => {
    expect(entryOf({}, name)).toBeUndefined();
  });

  it("is in the table that has it", () => {
    expect(entryOf(Object.fromEntries([[name, 1]]), name)).toBe(1);
  });

  it("is no type of volume", async () => {
    const { ec2 } = serviceWorld({ latency: "none" });
    const volume = ec2.createVolume({ AvailabilityZone: "us-west-2a", Size: 8, VolumeType: name as "gp3" });
    await expectRefusal(volume, "InvalidParameterValue", /volumeType is invalid. Expected one of/);
  });

  it("is no place where types of instances are offered", async () => {
    const { ec2 } = serviceWorld({ latency: "none" });
    const offerings = ec2.describeInstanceTypeOfferings({ LocationType: name as "region" });
    await expectRefusal(offerings, "InvalidParameterValue", /locationType is invalid. Expected one of/);
  });

  it("is no filter", async () => {
    const { autoScaling, ec2, ssm, secrets } = serviceWorld({ latency: "none" });
    await expectRefusal(
      autoScaling.describeTags({ Filters: [{ Name: name, Values: [] }] }),
      "ValidationError",
      /Filter type/,
    );
    await expectRefusal(ec2.describeVpcs({ Filters: [{ Name: name, Values: ["a"] }] }), "InvalidParameterValue");
    await expectRefusal(
      ssm.describeParameters({ ParameterFilters: [{ Key: name, Values: ["a"] }] }),
      "ValidationException",
    );
    await expectRefusal(
      secrets.listSecrets({ Filters: [{ Key: name as "name", Values: ["a"] }] }),
      "ValidationException",
    );
  });
});
