import { expect, it } from "vitest";
import { ref } from "../ref.ts";
import { kindFor } from "../kind.ts";
import * as z from "zod/mini";
import { decide } from "./decide.ts";
import { refusedChanges } from "./refuse-changes.ts";

const Tree = kindFor()("tree", {
  stable: { means: "grows" },
  props: z.object({ rings: z.number(), leaf: z.string(), plot: z.string() }),
  mutable: ["rings", "leaf"],
  refuses: {
    rings: (before, after, address) =>
      after < before ? { message: `${before} to ${after}`, remedy: `Keep ${address}.`, rule: "rings" } : undefined,
  },
  seconds: { create: 1, delete: 1 },
  permissions: { find: [], create: [], delete: [] },
  find: async () => [],
  read: () => undefined,
  create: async () => undefined,
  delete: async () => undefined,
});

function refused(wanted: Readonly<Record<string, unknown>>): string[] {
  const props = { rings: 5, leaf: "green", plot: "1" };
  const address = "tree/oak";
  const current = { id: "t", name: "oak", address, kind: "tree", props, outputs: {}, status: "ready" as const };
  const resource = { address, kind: "tree", name: "oak", props: wanted, after: [] };
  const decision = decide(
    { resource, kind: Tree, props: wanted, tags: {}, prunes: false, owns: () => false, stays: () => false },
    current,
  );
  return refusedChanges([decision]).map(({ path, message, remedy }) => `${path}: ${message}. ${remedy}`);
}

it.each<[string, Record<string, unknown>, string[]]>([
  ["the way that never works", { rings: 4 }, ["tree/oak.rings: 5 to 4. Keep tree/oak."]],
  ["the other way", { rings: 6 }, []],
  ["another field", { leaf: "red" }, []],
  ["a field beside it that makes another one of it", { rings: 4, plot: "2" }, []],
  ["a value that is known later", { rings: ref("tree/elm", "rings") }, []],
])("a field that is to change %s", (_name, wanted, problems) => {
  expect(refused(wanted)).toEqual(problems);
});
