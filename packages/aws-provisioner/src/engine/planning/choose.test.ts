import { describe, expect, it } from "vitest";
import { type ObservedResource, withAddress } from "../observed.ts";
import { House } from "../testing/toy-kinds.ts";
import { choose } from "./choose.ts";
import { standingBy } from "./standing-by.ts";

function house(id: string, operation?: string, more: Partial<ObservedResource> = {}): ObservedResource {
  const observed = { id, name: "main", props: { color: "red", plot: "1" }, outputs: {}, status: "ready" as const };
  return { ...withAddress("house", { ...observed, operation }), ...more };
}

const wanted = { color: "red", plot: "1" };
const idsOf = (all: readonly ObservedResource[]) => all.map(({ id }) => id);

describe("several under one address that fit", () => {
  it("and that different runs made are one, on which most is built, and twins of it", () => {
    const all = [house("a", "one"), house("b", "two"), house("c", "three")];
    const users = ["a", "b", "b"].map((on, index) => house(`user-${index}`, "two", { address: "x", props: { on } }));
    const { current, rest, twins } = choose(House, wanted, all, standingBy([...all, ...users]));
    expect([current?.id, idsOf(rest), idsOf(twins)]).toEqual(["b", ["a", "c"], ["a", "c"]]);
  });

  it("stay with what stays, and not with what goes itself", () => {
    const [land, other] = [house("land", "one"), house("other", "two")];
    const all = [house("a", "one"), house("b", "two")];
    const users = [
      house("u", "one", { address: "u", props: { on: "a", in: "land" } }),
      ...["v", "w"].map((id) => house(id, "two", { address: id, props: { on: "b", in: "other" } })),
    ];
    const standing = standingBy([land, other, ...all, ...users]);
    standing.lose([other]);
    expect(choose(House, wanted, all, standing).current?.id).toBe("a");
  });

  it("are the same one whatever order they are listed in, where nothing is built on either", () => {
    const all = [house("b", "two"), house("a", "one")];
    expect(choose(House, wanted, all, standingBy([])).current?.id).toBe("a");
    expect(choose(House, wanted, all.toReversed(), standingBy([])).current?.id).toBe("a");
  });

  it.each([
    ["one run made", house("a", "one"), house("b", "one")],
    ["nobody knows who made", house("a"), house("b", "two")],
    ["nobody knows who made either", house("a"), house("b")],
  ])("and that %s are never guessed between", (_, one, other) => {
    expect(() => choose(House, wanted, [one, other], standingBy([]))).toThrow(
      expect.objectContaining({ code: "ambiguous", message: expect.stringContaining("house/main: a and b") }),
    );
  });
});

it("what does not fit, or is on its way out, is no twin", () => {
  const [old, leaving] = [
    house("a", "one", { props: { color: "red", plot: "2" } }),
    house("b", "two", { status: "deleting" }),
  ];
  const { current, rest, twins } = choose(House, wanted, [old, leaving, house("c", "three")], standingBy([]));
  expect([current?.id, idsOf(rest), idsOf(twins)]).toEqual(["c", ["a", "b"], []]);
});
