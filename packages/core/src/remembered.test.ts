import { expect, it } from "vitest";
import { remembering } from "./remembered.ts";

it("computes once what stands, forgets what was asked for least of late, and gives it frozen", () => {
  const computed: string[] = [];
  const remembered = remembering<{ key: string }>(2);
  const ask = (key: string) =>
    remembered(key, () => {
      computed.push(key);
      return { key };
    });
  const first = ask("a");
  expect(ask("b")).toEqual({ key: "b" });
  expect(ask("a")).toBe(first);
  expect(Object.isFrozen(first)).toBe(true);
  ask("c");
  expect(ask("a")).toBe(first);
  ask("b");
  expect(computed).toEqual(["a", "b", "c", "b"]);
});

it("remembers nothing of what could not be computed", () => {
  const remembered = remembering<{ sound: boolean }>(1);
  const fail = () => {
    throw new Error("cannot be computed");
  };
  expect(() => remembered("a", fail)).toThrow("cannot be computed");
  expect(remembered("a", () => ({ sound: true }))).toEqual({ sound: true });
});
