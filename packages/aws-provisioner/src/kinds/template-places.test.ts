import { describe, expect, it } from "vitest";
import { ref } from "../engine/ref.ts";
import { describePlaces, readPlaces, sameWhereBoth } from "./template-places.ts";

const told = readPlaces(describePlaces({ "us-west-2a": ["subnet-1", "subnet-2"], "us-west-2b": ["subnet-3"] }));

describe("the places of a version", () => {
  it.each<[string, Record<string, unknown[]>, boolean]>([
    ["the same", { "us-west-2a": ["subnet-2", "subnet-1"], "us-west-2b": ["subnet-3"] }, true],
    ["a zone more", { "us-west-2a": ["subnet-1", "subnet-2"], "us-west-2c": ["subnet-4"] }, true],
    ["another subnet in a zone that stays", { "us-west-2a": ["subnet-1", "subnet-9"] }, false],
    ["a subnet fewer there", { "us-west-2a": ["subnet-1"] }, false],
    ["one that is not made yet", { "us-west-2b": [ref("subnet/data-1", "id")] }, false],
    ["zones of which nothing was told", { "us-west-2c": ["subnet-4"] }, true],
  ])("are as they should be where %s is wanted", (_, wanted, same) => {
    expect(sameWhereBoth(told, wanted)).toBe(same);
  });

  it.each([undefined, "", "by hand", "us-west-2a=12345678 and more"])("are not told by %j", (description) => {
    expect(readPlaces(description)).toBeUndefined();
    expect(sameWhereBoth(readPlaces(description), { "us-west-2a": ["subnet-1"] })).toBe(true);
  });

  it("fit into a description, in as many zones as a region has", () => {
    const zones = ["a", "b", "c", "d", "e", "f"].map(
      (letter) => [`ap-southeast-2${letter}`, ["subnet-1"]] as [string, string[]],
    );
    expect(describePlaces(Object.fromEntries(zones))?.length).toBeLessThanOrEqual(255);
    expect(describePlaces(undefined)).toBeUndefined();
  });
});
