import { describe, expect, it } from "vitest";
import type { Plan } from "./plan.ts";
import { asLedgerRecord, asPlan } from "./saved-form.ts";

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
    message: expect.stringContaining(`\n  ${path}: `) as unknown,
  });

describe("a saved plan", () => {
  it("is given back as it is, with what a later release adds, and without what may be absent", () => {
    const optional = ["before", "after"].map((field) => `steps.0.changes.0.${field}`);
    const absent = [...optional, "steps.0.target", "steps.0.precondition", "steps.0.diesWith", "notices.0.address"];
    const saved = absent.reduce<unknown>((plan, path) => spoilt(plan, path, undefined), whole());
    for (const plan of [whole(), saved, spoilt(saved, "steps.0.later", 1)]) expect(asPlan(plan)).toBe(plan);
  });

  it.each([
    ...["create", "update", "delete"].map((action) => ["steps.0.action", action] as const),
    ...["accepted", "stable"].map((reached) => ["steps.0.needs.0.reached", reached] as const),
    ...["error", "warning", "info"].map((severity) => ["notices.0.severity", severity] as const),
  ])("may have %s: %s", (path, value) => {
    const plan = spoilt(whole(), path, value);
    expect(asPlan(plan)).toBe(plan);
  });

  it.each<[string, unknown]>([
    ["format", 2],
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
  ])("is none with another %s: %j", (path, value) => {
    expect(() => asPlan(spoilt(whole(), path, value))).toThrow(refused(path));
  });

  it("is none where it is nothing of the kind, and it is said what to give", () => {
    expect(() => asPlan("plan")).toThrow(refused("all of it"));
    expect(() => asPlan("plan")).toThrow(/^this is no plan of this version of Drydock\n/);
    expect(() => asPlan("plan")).toThrow(/\nNothing was sent. Give what planCluster or planDestroy gave.$/);
  });
});

describe("a saved ledger record", () => {
  const record = {
    format: 1,
    cluster: "toy",
    operation: "one",
    plan: whole(),
    state: "open",
    leaving: { "delete fence/old": { around: "x" } },
  };

  it("is given back as it is, of the first releases as well", () => {
    const records = [record, spoilt(record, "state", "closed"), spoilt(record, "leaving", undefined)];
    for (const saved of records) expect(asLedgerRecord(saved, "no record", "Look.")).toBe(saved);
  });

  it.each<[string, unknown]>([
    ["format", 2],
    ["cluster", 1],
    ["operation", ""],
    ["plan.cluster", 1],
    ["state", ""],
    ["leaving.delete fence/old", 1],
  ])("is none with another %s: %j", (path, value) => {
    expect(() => asLedgerRecord(spoilt(record, path, value), "no record", "Look.")).toThrow(refused(path));
  });
});
