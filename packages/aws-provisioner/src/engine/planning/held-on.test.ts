import { expect, it } from "vitest";
import type { AnyKind } from "../kind.ts";
import type { ObservedResource } from "../observed.ts";
import type { PlanStep } from "../plan.ts";
import type { Leaving } from "./deletion-edges.ts";
import { withHeld } from "./held-on.ts";

const mast = { name: "mast", holdsOn: 100, deletedBefore: ["lamp"] } as unknown as AnyKind;
const plain = (name: string) => ({ name }) as AnyKind;

function going(kind: AnyKind, seconds: number, mentions: readonly string[], ...first: readonly string[]): Leaving {
  const { name } = kind;
  const step = {
    id: `delete ${name}`,
    action: "delete",
    seconds,
    needs: first.map((id) => ({ step: `delete ${id}`, reached: "stable" })),
  } as unknown as PlanStep;
  return { kind, step, resource: { kind: name, id: name, props: { mentions } } as unknown as ObservedResource };
}

const seconds = (...leaving: readonly Leaving[]) =>
  withHeld(
    leaving.map(({ step }) => step),
    leaving,
  ).map((step) => step.seconds);

it("what goes holds what it mentioned, and what its kind is deleted before, for a while yet", () => {
  const first = going(mast, 10, ["rope"]);
  expect(seconds(first, going(plain("rope"), 1, [], "mast"))).toEqual([10, 101]);
  expect(seconds(first, going(plain("lamp"), 1, [], "mast"))).toEqual([10, 101]);
  expect(seconds(first, going(plain("sail"), 1, [], "mast"))).toEqual([10, 1]);
});

it("while it does, what else is needed first may take its time", () => {
  const anchor = going(plain("anchor"), 80, ["rope"]);
  const chain = going(plain("chain"), 200, ["rope"]);
  const rope = (...first: readonly string[]) => going(plain("rope"), 1, [], ...first);
  expect(seconds(going(mast, 10, ["rope"]), anchor, rope("mast", "anchor"))).toEqual([10, 80, 31]);
  expect(seconds(going(mast, 10, ["rope"]), chain, rope("mast", "chain"))).toEqual([10, 200, 1]);
});

it("what waits for one that is held begins later", () => {
  const rope = going(plain("rope"), 1, ["deck"], "mast");
  const other = { ...mast, name: "boom" };
  const boom = going(other, 5, ["deck"]);
  expect(seconds(going(mast, 10, ["rope"]), rope, boom, going(plain("deck"), 1, [], "rope", "boom"))).toEqual([
    10, 101, 5, 1,
  ]);
});
