import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Plan } from "../plan.ts";
import { toyAccount } from "../testing/toy-run.ts";
import { toyKinds } from "../testing/toy-kinds.ts";
import { houses } from "../testing/toy-wishes.ts";
import { planProblems } from "./plan-problems.ts";

type Entry = Record<string, unknown>;
interface Loose {
  steps: Entry[];
  resources: (Entry & { props: Entry; after: string[] })[];
  unchanged: string[];
}

const told = (plan: unknown) => planProblems(plan as Plan, toyKinds).map(({ path, message }) => `${path}: ${message}`);

/** As another process would read it. */
const saved = (plan: Plan) => JSON.parse(JSON.stringify(plan)) as Loose;

/**
 * Keeps a house, repaints one, moves one with its door, builds one, and tears one down with its door and
 * sign.
 */
async function everything(): Promise<Loose> {
  const { build, plan } = toyAccount();
  await build(
    houses(
      { name: "kept" },
      { name: "painted" },
      { name: "moved", doors: ["front"] },
      { name: "gone", doors: ["back"] },
    ),
  );
  const wish = houses(
    { name: "kept" },
    { name: "painted", color: "blue" },
    { name: "moved", plot: "2", doors: ["front"] },
    { name: "built", doors: ["side"] },
  );
  return saved((await plan(wish)).plan);
}

function at(list: readonly Entry[], key: "id" | "address", value: string): Entry {
  const found = list.find((one) => one[key] === value);
  if (found === undefined) throw new Error(`${value} is not among ${list.map((one) => String(one[key])).join(", ")}`);
  return found;
}

const step = ({ steps }: Loose, id: string) => at(steps, "id", id);
const resource = (plan: Loose, address: string) => at(plan.resources, "address", address) as Loose["resources"][number];
const without = <One>(list: One[], one: unknown) => void list.splice(list.indexOf(one as One), 1);

it("of what planning gives there is none", async () => {
  expect(told(await everything())).toEqual([]);
});

it("of a plan of the first release there is none", () => {
  const file = join(import.meta.dirname, "..", "testing", "format-1", "plan.json");
  expect(told(JSON.parse(readFileSync(file, "utf8")))).toEqual([]);
});

describe("a plan that was changed by hand", () => {
  it.each<[string, (plan: Loose) => void, string]>([
    [
      "a step twice",
      (plan) => plan.steps.push({ ...step(plan, "create house/built") }),
      '"create house/built" is there twice',
    ],
    [
      "a second creation under another id",
      (plan) => plan.steps.push({ ...step(plan, "create house/built"), id: "create house/built again" }),
      '"create house/built" is about house/built too',
    ],
    [
      "another id",
      (plan) => (step(plan, "create house/built")["id"] = "make it"),
      '"make it" is not "create house/built"',
    ],
    [
      "a creation left out",
      (plan) => without(plan.steps, step(plan, "create house/built")),
      "no step makes or changes house/built",
    ],
    [
      "an update left out",
      (plan) => without(plan.steps, step(plan, "update house/painted")),
      "no step makes or changes house/painted",
    ],
    [
      "half a replacement left out",
      (plan) => (plan.steps = plan.steps.filter(({ id }) => !String(id).startsWith("delete house/moved"))),
      "of the replacement of house/moved there is only one half",
    ],
    [
      "a deletion left out that another waits for",
      (plan) => without(plan.steps, step(plan, "delete door/gone-back")),
      'the plan has no step "delete door/gone-back"',
    ],
    [
      "a need of nothing",
      (plan) => (step(plan, "create house/built")["needs"] = [{ step: "create moat/main", reached: "stable" }]),
      'the plan has no step "create moat/main"',
    ],
    [
      "a need of itself",
      (plan) => (step(plan, "create house/built")["needs"] = [{ step: "create house/built", reached: "stable" }]),
      "a step cannot wait for itself",
    ],
    [
      "a need left out",
      (plan) => (step(plan, "create door/built-side")["needs"] = []),
      'it does not wait for "create house/built"',
    ],
    [
      "entries to go from what is written whole",
      (plan) => (step(plan, "update house/painted")["removes"] = { color: ["red"] }),
      "removes.color: others have no entries in that of a house",
    ],
    [
      "entries to go from what is made",
      (plan) => (step(plan, "create house/built")["removes"] = { color: ["red"] }),
      "removes: a creation takes nothing away",
    ],
    [
      "a resource left out",
      (plan) => without(plan.resources, resource(plan, "house/built")),
      "nothing of the plan has the address house/built",
    ],
    ["a resource twice", (plan) => plan.resources.push(resource(plan, "house/kept")), "house/kept is there twice"],
    [
      "a resource of another name",
      (plan) => (resource(plan, "house/kept")["name"] = "left"),
      'house/kept is not the address of house "left"',
    ],
    [
      "a field of another type",
      (plan) => (resource(plan, "house/kept").props["color"] = 5),
      "resources.0.props.color: ",
    ],
    ["a field left out", (plan) => delete resource(plan, "house/kept").props["plot"], "resources.0.props.plot: "],
    [
      "a reference to nothing",
      (plan) => (resource(plan, "door/built-side").props["houseId"] = { $ref: "house/none", field: "id" }),
      "nothing of the plan has the address house/none",
    ],
    [
      "a reference to no field",
      (plan) => (resource(plan, "door/built-side").props["houseId"] = { $ref: "house/built" }),
      "the reference to house/built names no field of it",
    ],
    [
      "what follows nothing",
      (plan) => resource(plan, "house/kept").after.push("house/none"),
      "resources.0.after.0: nothing of the plan",
    ],
    ["a kind that there is not", (plan) => (step(plan, "create house/built")["kind"] = "moat"), 'has no kind "moat"'],
    [
      "a resource of a kind that there is not",
      (plan) => (resource(plan, "house/kept")["kind"] = "moat"),
      'resources.0.kind: this version of Drydock has no kind "moat"',
    ],
    [
      "a kind that is not the address's",
      (plan) => (step(plan, "create house/built")["kind"] = "fence"),
      "house/built is no address of a fence",
    ],
    [
      "an address without a name",
      (plan) => (step(plan, "create house/built")["address"] = "house/"),
      "house/ is no address of a house",
    ],
    [
      "an update of nothing",
      (plan) => delete step(plan, "update house/painted")["target"],
      "of what it is to update there is none",
    ],
    [
      "a deletion of nothing",
      (plan) => delete step(plan, "delete house/gone")["target"],
      "target: of what it is to delete there is none",
    ],
    [
      "a deletion that was planned on nothing",
      (plan) => delete step(plan, "delete house/gone")["precondition"],
      "precondition: of what it is to delete",
    ],
    [
      "a creation of something",
      (plan) => (step(plan, "create house/built")["target"] = "house-9"),
      "target: a creation has none",
    ],
    [
      "two steps for one thing",
      (plan) => (step(plan, "delete house/gone")["target"] = step(plan, "update house/painted")["target"]),
      '"update house/painted" works on house-4 too',
    ],
    [
      "an update of what is unchanged",
      (plan) => plan.unchanged.push("house/painted"),
      "house/painted is said to be unchanged, and a step",
    ],
    [
      "something unchanged that there is not",
      (plan) => plan.unchanged.push("house/none"),
      "the plan has no resource house/none",
    ],
    ["something unchanged twice", (plan) => plan.unchanged.push("house/kept"), "house/kept is there twice"],
    [
      "an update that changes nothing",
      (plan) => (step(plan, "update house/painted")["changes"] = []),
      "an update changes something",
    ],
    [
      "an update of what is fixed",
      (plan) =>
        (step(plan, "update house/painted")["changes"] = [{ field: "plot", before: "1", after: "2", inPlace: true }]),
      'no update changes "plot" of a house',
    ],
    [
      "a creation that says what differs",
      (plan) => (step(plan, "create house/built")["changes"] = [{ field: "color", inPlace: true }]),
      "a step that is to create has none",
    ],
    [
      "a replacement without a reason",
      (plan) => (step(plan, "create house/moved")["changes"] = []),
      "nothing says why it is replaced",
    ],
    [
      "a creation that dies",
      (plan) => (step(plan, "create house/built")["diesWith"] = "delete house/gone"),
      "only what is deleted goes with",
    ],
    [
      "a death with what is no owner",
      (plan) => (step(plan, "delete sign/gone-back")["diesWith"] = "delete house/gone"),
      'a sign does not go with "delete house/gone"',
    ],
    [
      "a death that waits for nobody",
      (plan) => (step(plan, "delete sign/gone-back")["needs"] = []),
      'it does not wait for "delete door/gone-back"',
    ],
    [
      "a replacement in no order",
      ({ steps }) => {
        for (const one of steps) if (one["address"] === "house/moved") one["needs"] = [];
      },
      'it is in no order with "create house/moved"',
    ],
  ])("is told of %s", async (_, spoil, expected) => {
    const plan = await everything();
    spoil(plan);
    expect(told(plan)).toContainEqual(expect.stringContaining(expected));
  });
});
