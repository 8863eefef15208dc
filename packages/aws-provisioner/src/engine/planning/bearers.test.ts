import { expect, it } from "vitest";
import { Bearers } from "./bearers.ts";

it("finds whoever bears any of some texts, each once and in their order", () => {
  const bearers = new Bearers(["a b", "b c b", "d"], (one) => one.split(" "));
  expect(bearers.ofAny(["c", "a", "b"])).toEqual(["a b", "b c b"]);
  expect(bearers.ofAny(["b"])).toEqual(["a b", "b c b"]);
  expect(bearers.ofAny(["e"])).toEqual([]);
});
