import { expect, it } from "vitest";
import { groupTags } from "./group-tags.ts";

const theirs = { ResourceId: "web", ResourceType: "auto-scaling-group" };

it("a group keeps a tag of its own under a key that every object inherits", () => {
  const tags = [
    { Key: "constructor", Value: "x" },
    { Key: "team", Value: "a" },
  ];
  expect(groupTags({ tags }, "web", { team: "b" }, false)).toEqual([
    { ...theirs, Key: "constructor", Value: "x", PropagateAtLaunch: false },
    { ...theirs, Key: "team", Value: "b", PropagateAtLaunch: true },
  ]);
});
