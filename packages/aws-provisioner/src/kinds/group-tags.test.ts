import { expect, it } from "vitest";
import type { Step } from "../aws/cloud.ts";
import { changeGroupTags, groupTags } from "./group-tags.ts";

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

it("machines keep their tags up to date though one of them has gone since it was listed", async () => {
  const tagged: string[] = [];
  const refused = Object.assign(new Error("no such instance"), { name: "InvalidInstanceID.NotFound" });
  const write = (verb: string) => async (input: { readonly Resources: readonly string[] }) => {
    if (input.Resources.includes("i-2")) throw refused;
    tagged.push(`${verb} ${input.Resources.join(" ")}`);
    return {};
  };
  const told = (verb: string) => async () => tagged.push(`${verb} web`);
  const step = {
    tags: [{ Key: "team", Value: "b" }],
    clients: {
      ec2: { createTags: write("tag"), deleteTags: write("untag") },
      autoScaling: { createOrUpdateTags: told("tag"), deleteTags: told("untag") },
    },
  } as unknown as Step;
  const group = { groupName: "web", templateId: "lt-1", instanceIds: ["i-1", "i-2", "i-3"] };
  await changeGroupTags(step, group, { stage: "live", team: "a" }, { team: "b" });
  expect(tagged.slice(0, 4)).toEqual(["untag i-1", "untag i-3", "untag lt-1", "untag web"]);
  expect(tagged.slice(4, -1).toSorted()).toEqual(["tag i-1", "tag i-3", "tag lt-1"]);
  expect(tagged.at(-1)).toBe("tag web");
});
