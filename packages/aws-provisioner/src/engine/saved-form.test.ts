import { describe, expect, it } from "vitest";
import type { Plan } from "./plan.ts";
import { limits } from "./from-outside/limits.ts";
import { asPlan } from "./saved-form.ts";

/** A plan that has every field. */
function whole(): Plan {
  return {
    format: 1,
    cluster: "toy",
    steps: [
      {
        id: "update house/main",
        address: "house/main",
        kind: "house",
        action: "update",
        replacement: false,
        changes: [{ field: "color", before: "red", after: "blue", inPlace: true }],
        target: "house-1",
        precondition: "digest",
        needs: [{ step: "create door/front", reached: "accepted" }],
        diesWith: "delete town/main",
        seconds: 0,
      },
    ],
    unchanged: ["fence/main"],
    resources: [
      { address: "house/main", kind: "house", name: "main", props: { color: "blue" }, after: ["fence/main"] },
    ],
    tags: { team: "blue" },
    notices: [{ severity: "warning", address: "house/main", message: "look" }],
  };
}

/** The same with another value at a path, or with none where that is undefined. */
function spoilt(saved: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(saved);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy as Record<string, unknown>);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const refused = (path: string) =>
  expect.objectContaining({
    code: "invalid-option",
    message: expect.stringMatching(new RegExp(`\\n  ${path}(\\.\\w+)?: `)) as unknown,
  });

describe("a saved plan", () => {
  it("is given back as it is, with what a later release adds, and without what may be absent", () => {
    const optional = ["before", "after"].map((field) => `steps.0.changes.0.${field}`);
    const absent = [...optional, "steps.0.target", "steps.0.precondition", "steps.0.diesWith", "notices.0.address"];
    const saved = absent.reduce<unknown>((plan, path) => spoilt(plan, path, undefined), whole());
    for (const plan of [whole(), saved, spoilt(saved, "steps.0.later", 1)]) {
      expect(asPlan(plan)).toStrictEqual(plan);
      expect(asPlan(plan)).not.toBe(plan);
    }
  });

  it.each([
    ...["create", "update", "delete"].map((action) => ["steps.0.action", action] as const),
    ...["accepted", "stable"].map((reached) => ["steps.0.needs.0.reached", reached] as const),
    ...["error", "warning", "info"].map((severity) => ["notices.0.severity", severity] as const),
  ])("may have %s: %s", (path, value) => {
    const plan = spoilt(whole(), path, value);
    expect(asPlan(plan)).toEqual(plan);
  });

  it.each<[string, unknown]>([
    ["format", 3],
    ["cluster", 1],
    ["steps", {}],
    ["steps.0.id", 1],
    ["steps.0.address", 1],
    ["steps.0.kind", 1],
    ["steps.0.action", ""],
    ["steps.0.replacement", 1],
    ["steps.0.changes.0.field", 1],
    ["steps.0.changes.0.inPlace", 1],
    ["steps.0.target", 1],
    ["steps.0.precondition", 1],
    ["steps.0.needs.0.step", 1],
    ["steps.0.needs.0.reached", ""],
    ["steps.0.diesWith", 1],
    ["steps.0.seconds", -1],
    ["unchanged.0", 1],
    ["resources.0.address", 1],
    ["resources.0.kind", 1],
    ["resources.0.name", 1],
    ["resources.0.props", 1],
    ["resources.0.after.0", 1],
    ["tags.team", 1],
    ["notices.0.severity", ""],
    ["notices.0.address", 1],
    ["notices.0.message", 1],
    ["account", 1],
    ["region", 1],
    ["digests", { a: 1 }],
    ["steps.0.changes.0.before", Number.NaN],
    ["steps.0.id", "create house/main\u001b[2J"],
    ["steps.0.address", "x".repeat(4097)],
    ["steps.0.seconds", 31_536_001],
    ["steps.0.pause", "1"],
    ["steps.0.outage", -1],
    ["steps.0.phase", ""],
    ["steps.0.removes", { color: 1 }],
    ["steps.0.awaits", "house/main"],
    ["steps.0.departs", [null]],
    ["steps.0.needs.0.lingers", -1],
    ["resources.0.turn", { of: "row", place: -1 }],
    ["resources.0.turn", { of: "row", place: 0.5 }],
    ["resources.0.limit", Infinity],
    ["resources.0.stays", "yes"],
    ["notices.0.message", "a\u0007"],
    ["unchanged", Array.from({ length: limits.entries + 1 }, () => "house/main")],
  ])("is none with another %s: %j", (path, value) => {
    expect(() => asPlan(spoilt(whole(), path, value))).toThrow(refused(path));
  });

  it("is none where it is nothing of the kind, and it is said what to give", () => {
    expect(() => asPlan("plan")).toThrow(refused("all of it"));
    expect(() => asPlan("plan")).toThrow(/^this is no plan of this version of Drydock\n/);
    expect(() => asPlan("plan")).toThrow(/\nNothing was sent. Give what planCluster or planDestroy gave.$/);
  });
});

it("a plan of a newer format is told as such, and nothing else of it", () => {
  expect(() => asPlan({ format: 7, things: 1 })).toThrow(
    expect.objectContaining({
      code: "invalid-option",
      message:
        "this is no plan of this version of Drydock\n" +
        "  format: it was written by a newer Drydock, in format 7: this one reads up to 2\n" +
        "Update Drydock.",
    }),
  );
});

it("what is wrong in very many places is told for the first, and counted", () => {
  const saved = { ...whole(), unchanged: Array.from({ length: 1234 }, () => 1) };
  const error = refusalOf(saved);
  expect(error.message.split("\n")).toHaveLength(1 + limits.problems + 2);
  expect(error.message).toContain("\n  and 1134 more\n");
  expect(error.diagnostics?.[99]).toMatchObject({ severity: "error", path: "$.unchanged.99" });
});

it("a name that a terminal would act on is printed as it is written", () => {
  expect(refusalOf({ ...whole(), tags: { "a\u001b[2J": 1 } }).message).toContain("\n  tags.a\\u001b[2J: ");
});

function refusalOf(saved: unknown): Error & { readonly diagnostics?: readonly unknown[] } {
  try {
    asPlan(saved);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it is taken for a plan");
}
